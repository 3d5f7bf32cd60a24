import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/** The folder of this installation: the nearest one above this file that holds package.json. */
export const installRoot = findRoot(here)

/** True in the bundle that `npm start` runs, false when the sources run directly (tests, `npm run dev`). */
export const isBuilt = here.startsWith(join(installRoot, 'dist'))

/** Where the migrations are read from: all folders named `migrations` below it. */
export const migrationsDir = isBuilt ? join(installRoot, 'dist', 'migrations') : join(installRoot, 'server')

/** Regard's own version, as package.json says it. */
export const version: string = JSON.parse(readFileSync(join(installRoot, 'package.json'), 'utf8')).version

function findRoot(dir: string): string {
  if (existsSync(join(dir, 'package.json'))) return dir
  const above = dirname(dir)
  if (above === dir) throw new Error('package.json of Regard was not found above its programs')
  return findRoot(above)
}
