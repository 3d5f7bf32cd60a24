import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from './common.mjs'

const serverFiles = () =>
  readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' }).map((path) => join('server', path))

/** How the server is bundled. Packages stay outside: they are installed beside it, and some hold native parts. */
export const bundling = {
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  packages: 'external',
  jsx: 'automatic',
  logLevel: 'warning',
}

/** Code that runs in a thread of its own is named `x.worker.ts` and becomes `dist/x.worker.js`. */
export function workerEntries() {
  const workers = serverFiles().filter((path) => path.endsWith('.worker.ts'))
  return Object.fromEntries(workers.map((path) => [basename(path, '.ts'), path]))
}

/** The migrations of all rooms have one number series, so one folder can hold them. */
export function copyMigrations(target) {
  mkdirSync(target, { recursive: true })
  for (const path of serverFiles()) {
    if (/\/migrations\/[^/]+\.sql$/.test(path)) copyFileSync(join(root, path), join(target, basename(path)))
  }
}
