import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LaunchFault, root, runProgram } from './common.mjs'
import { sourcesDigest } from './sources.mjs'

/** Builds when a source changed since the last build. Throws exit code 12. */
export async function ensureBuilt() {
  const stamp = join(root, 'dist', '.stamp')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesDigest()) return
  const code = await runProgram(process.execPath, [join(root, 'tools/launch/build.mjs')])
  if (code >= 128)
    throw new LaunchFault(code, 'Stopped while building. The next start begins that step again.')
  if (code !== 0) {
    throw new LaunchFault(12, 'Regard could not be built (the reason is above). Your data was not touched.')
  }
}
