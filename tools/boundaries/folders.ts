import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from '../lib/files.ts'

const required = ['README.md', 'room.ts', 'contract.ts']

const kinds = [
  /^(README\.md|room\.ts|index\.ts)$/,
  /^(contract|routes|rules|queries|jobs)(\.test)?\.ts$/,
  // One file that outgrew its budget becomes a folder of the same name.
  /^(contract|routes|rules|queries|jobs)\/[\w-]+(\.test)?\.ts$/,
  /^queries(\/[\w-]+)?\.generated\.sql$/,
  /^actions\/[\w-]+(\.test)?\.ts$/,
  /^migrations\/\d{4}_[a-z0-9_]+\.sql$/,
  /^[\w-]+\.test\.ts$/,
]

/**
 * Complaints about a room's folder: a missing file, or a file of a kind that rooms do not have. A room may have
 * one folder of its own when its README says what it is for in a line that begins "`folder/`".
 */
export const folderFaults = (root: string, rooms: Iterable<string>): string[] =>
  [...rooms].flatMap((room) => faultsOfRoom(root, `server/${room}`))

const faultsOfRoom = (root: string, folder: string): string[] => {
  const faults = required
    .filter((file) => !existsSync(join(root, folder, file)))
    .map((file) => `${folder}: has no ${file}`)
  const documented = documentedFolder(root, folder)
  for (const path of filesBelow(root, folder)) {
    const inside = path.slice(folder.length + 1)
    if (kinds.some((kind) => kind.test(inside)) || (documented && inside.startsWith(documented))) continue
    faults.push(`${path}: is not a kind of file that rooms have (see docs/STYLE.md, "A room")`)
  }
  return faults
}

const documentedFolder = (root: string, folder: string): string | undefined => {
  const readme = join(root, folder, 'README.md')
  return existsSync(readme) ? /^[-*]? ?`([a-z-]+\/)`/m.exec(readFileSync(readme, 'utf8'))?.[1] : undefined
}
