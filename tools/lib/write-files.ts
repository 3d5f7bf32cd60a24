import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Writes new files below `root`.
 * @throws when one of them is there already; then none is written
 */
export const writeNewFiles = (root: string, files: Readonly<Record<string, string>>): void => {
  const there = Object.keys(files).filter((path) => existsSync(join(root, path)))
  if (there.length > 0)
    throw new Error(`Nothing was written, because this is there already: ${there.join(', ')}`)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
