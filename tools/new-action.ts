import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './lib/gate.ts'
import { writeNewFiles } from './lib/write-files.ts'
import { actionFiles, withAnnouncement } from './scaffold/action.ts'
import { requireName } from './scaffold/words.ts'

/**
 * Adds an action with its test to a room, and the announcement it makes to the room's contract.
 * @param verb what is done, `keep-promise`
 * @param news what has happened then, `promise-kept`
 */
export const newAction = (root: string, room: string, verb: string, news: string): void => {
  const contract = join(root, 'server', room, 'contract.ts')
  const changed = withAnnouncement(readFileSync(contract, 'utf8'), room, news)
  writeNewFiles(root, actionFiles(room, verb, news))
  writeFileSync(contract, changed)
}

if (process.argv[1]?.endsWith('new-action.ts')) {
  const [, , room, verb, news] = process.argv
  newAction(
    projectRoot,
    requireName('the room', room),
    requireName('the verb', verb),
    requireName('the news, what has then happened,', news),
  )
  console.log(`server/${room}/actions/${verb}.ts and its test are there: npx vitest run server/${room}`)
}
