// R16: reads mails that were changed by chance, sends every fiftieth to a running desk, and says what broke.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'esbuild'
import { installRoot } from '../server/platform/places.ts'
import { bundling } from '../tools/launch/server-parts.mjs'

// As `npm start` runs it, with the built reader: what runs TypeScript as it stands takes more memory and time.
const outfile = join(installRoot, 'dist', 'bench-mutate.mjs')
await build({
  entryPoints: [join(installRoot, 'bench/mutate/main.ts')],
  outfile,
  ...bundling,
  splitting: false,
})
const child = spawn(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' })
process.once('SIGTERM', () => child.kill('SIGTERM'))
const [code] = await once(child, 'exit')
process.exitCode = Number(code ?? 1)
