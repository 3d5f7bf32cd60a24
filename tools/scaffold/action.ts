import { camel, shortName, upToServer } from './words.ts'

/** The files of a new action, by path: the verb and its first test. */
export const actionFiles = (room: string, verb: string, news: string): Record<string, string> => ({
  [`server/${room}/actions/${verb}.ts`]: action(room, verb, news),
  [`server/${room}/actions/${verb}.test.ts`]: actionTest(room, verb, news),
})

const action = (room: string, verb: string, news: string) => {
  const up = upToServer(room, 'actions')
  const announcements = `${shortName(room)}Announcements`
  return `import type { Tx } from '${up}/platform/db/transaction.ts'
import type { Actor } from '${up}/platform/identity/actor.ts'
import { announce } from '${up}/platform/journal/announce.ts'
import { ${announcements} } from '../contract.ts'

/** Say what is true when this has been done, and what it throws when it may not be done. */
export const ${camel(verb)} = async (tx: Tx, actor: Actor): Promise<void> => {
  await announce(tx, ${announcements}.${camel(news)}, { actor, objects: [], attributes: {} })
}
`
}

const actionTest = (room: string, verb: string, news: string) => {
  const up = upToServer(room, 'actions')
  return `import { expect, test } from 'vitest'
import { createTestPlatform } from '${up}/../tests/harness/platform.ts'
import { transact } from '${up}/platform/db/transaction.ts'
import { systemActor } from '${up}/platform/identity/actor.ts'
import { ${camel(verb)} } from './${verb}.ts'

test('${camel(verb)} is told to the house', async () => {
  const { db } = await createTestPlatform()
  const actor = systemActor('test')
  await transact(db, actor, (tx) => ${camel(verb)}(tx, actor))
  const events = await db.selectFrom('journal').select('type').execute()
  expect(events).toEqual([{ type: '${shortName(room)}.${news}' }])
})
`
}

/**
 * The room's contract with one more announcement.
 * @throws when the contract has no list of announcements to add it to
 */
export const withAnnouncement = (contract: string, room: string, news: string): string => {
  const entry = `  ${camel(news)}: defineAnnouncement('${shortName(room)}.${news}', z.strictObject({})),\n`
  const list = new RegExp(
    `(export const ${shortName(room)}Announcements = \\{)(\\n?)([\\s\\S]*?)\\}( satisfies [^\\n]*)?$`,
    'm',
  )
  if (!list.test(contract)) throw new Error(`The contract has no list named ${shortName(room)}Announcements.`)
  const listed = contract.replace(
    list,
    (_, head: string, _newline: string, rest: string) => `${head}\n${rest}${entry}}`,
  )
  return withImports(listed)
}

const withImports = (contract: string): string => {
  const imported = contract.replace(
    /^import type \{ Announcement \} from '(.*\/announcement\.ts)'$/m,
    `import { defineAnnouncement } from '$1'`,
  )
  return /from 'zod'/.test(imported) ? imported : `import { z } from 'zod'\n${imported}`
}
