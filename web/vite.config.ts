import { fileURLToPath } from 'node:url'
import { lingui } from '@lingui/vite-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { babel } from './build/babel.ts'
import { preload } from './build/preload.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
/** Where the desk's server listens while one develops with reload; `npm run dev` sets it. */
const server = process.env.REGARD_SERVER ?? 'http://127.0.0.1:4000'

export default defineConfig({
  root: here,
  plugins: [babel(), react(), lingui(), tailwindcss(), preload(['app/shell.tsx', 'cases/desk-page.tsx'])],
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    // Read by the gate that weighs what the first screen loads.
    manifest: true,
    target: ['chrome123', 'firefox128', 'safari17.5'],
    modulePreload: { polyfill: false },
    // A font or picture inlined as data: would be refused by the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'tanstack', test: /node_modules\/@tanstack\// },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server } },
})
