import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { installRoot } from '../../server/platform/places.ts'

/** Tests that run the built programs build them first, when a source has changed. */
export default function setup(): void {
  const built = spawnSync(process.execPath, [join(installRoot, 'tools/launch.mjs'), 'build'], {
    stdio: 'inherit',
  })
  if (built.status !== 0) throw new Error('The programs could not be built')
}
