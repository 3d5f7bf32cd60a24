import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './common.mjs'

const folders = ['server', 'web', 'pages', 'widget', 'tools/launch']
const files = ['package.json', 'package-lock.json', 'tsconfig.json']

/** One hash of everything the build reads, by content: a checkout or a copy changes times, not contents. */
export function sourcesDigest() {
  const hash = createHash('sha256')
  for (const path of [...folders.flatMap(filesBelow), ...files]) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(folder) {
  let entries = []
  try {
    entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
  } catch {
    return []
  }
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}
