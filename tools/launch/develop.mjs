import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, runTool, say } from './common.mjs'

/** The server restarts and the screens reload as their sources change. Ends when either of them ends. */
export async function develop(words) {
  const parts = [runTool('tsx', ['watch', '--clear-screen=false', 'server/main.ts', ...words])]
  if (existsSync(join(root, 'web/index.html'))) {
    const port = process.env.PORT || '3000'
    const env = { ...process.env, REGARD_SERVER: `http://127.0.0.1:${port}` }
    say('The screens reload by themselves at the address that follows; the server below answers their calls.')
    parts.push(runTool('vite', ['web', '--config', 'web/vite.config.ts'], { env }))
  }
  return Math.max(...(await Promise.all(parts)))
}
