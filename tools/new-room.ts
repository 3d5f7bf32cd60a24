import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './lib/gate.ts'
import { floorOf } from './lib/rooms.ts'
import { writeNewFiles } from './lib/write-files.ts'
import { roomFiles, withRoom } from './scaffold/room.ts'
import { requireName } from './scaffold/words.ts'

/**
 * Adds an empty room that passes the gates, and lists it in server/rooms.ts.
 * @throws a sentence when the name has no floor or the room is there already
 */
export const newRoom = (root: string, room: string, needs: readonly string[]): void => {
  if (floorOf(room) < 0) throw new Error(`Give ${room} a floor first, in tools/lib/rooms.ts.`)
  writeNewFiles(root, roomFiles(room, needs))
  const list = join(root, 'server/rooms.ts')
  writeFileSync(list, withRoom(readFileSync(list, 'utf8'), room))
}

if (process.argv[1]?.endsWith('new-room.ts')) {
  const [, , room, ...needs] = process.argv
  newRoom(projectRoot, requireName('the name of the room', room), needs)
  console.log(
    `server/${room} is there. Begin with its README.md; then tsx tools/new-action.ts ${room} VERB NEWS.`,
  )
}
