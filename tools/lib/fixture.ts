import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A small project in a temporary folder, for planting faults in; `using` it removes it afterwards. */
export interface Fixture extends Disposable {
  readonly root: string
  /** Adds or replaces files; the names are paths from the project's folder. */
  write(files: Readonly<Record<string, string>>): void
}

/** Makes a project of `files`. */
export const fixture = (files: Readonly<Record<string, string>>): Fixture => {
  const root = mkdtempSync(join(tmpdir(), 'regard-gate-'))
  const write: Fixture['write'] = (more) => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
  }
  write(files)
  return { root, write, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) }
}
