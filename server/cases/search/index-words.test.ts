import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCase, addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createTestDatabase } from '../../../tests/harness/database.ts'
import { type Connection, connect } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { forgetWords, type IndexedText, indexWords } from './index-words.ts'

let connection: Connection
let caseId: number

beforeAll(async () => {
  connection = connect((await createTestDatabase()).url, 4, 'test')
  const owner = await addStaff(connection.db)
  caseId = await addCase(connection.db, { teamId: await addTeam(connection.db, owner), owner })
})
afterAll(() => connection.close())

const write = (text: Partial<IndexedText>) =>
  transact(connection.db, systemActor('test'), (tx) =>
    indexWords(tx, { caseId, kind: 'message', objectId: 1, at: new Date(), text: '', ...text }),
  )
const entry = () =>
  connection.db.selectFrom('search_entries').selectAll().where('object_id', '=', 1).executeTakeFirst()

test('words, stems and marks of recency stand in one vector', async () => {
  await write({ text: 'Die Häuser sind leer und die Telefone bleiben seit Tagen still.' })
  const row = await entry()
  expect(row?.language).toBe('german')
  expect(row?.words).toMatch(/'hauser':2 /)
  expect(row?.words).toContain("'german~haus'")
  expect(row?.words).not.toContain('german~die')
  expect(row?.words).toContain("'@0:0' '@1:0' '@2:0' '@3:0'")
})

test('a second text of the same object replaces the first', async () => {
  await write({ text: 'Now in English, with other words.' })
  const row = await entry()
  expect(row?.language).toBe('english')
  expect(row?.words).not.toContain('hauser')
  const { rows } = await connection.pool.query('select count(*) as n from search_entries')
  expect(rows[0].n).toBe(1)
})

test('a given language is believed', async () => {
  await write({ text: 'Invoice', language: 'sv-SE' })
  expect((await entry())?.language).toBe('swedish')
})

test('an index entry exists exactly if its writer committed', async () => {
  const failing = transact(connection.db, systemActor('test'), async (tx) => {
    await indexWords(tx, { caseId, kind: 'note', objectId: 9, at: new Date(), text: 'never seen' })
    throw new Error('the power went')
  })
  await expect(failing).rejects.toThrow('the power went')
  const { rows } = await connection.pool.query("select from search_entries where kind = 'note'")
  expect(rows).toHaveLength(0)
})

test('what was forgotten is gone', async () => {
  await transact(connection.db, systemActor('test'), (tx) => forgetWords(tx, 'message', 1))
  expect(await entry()).toBeUndefined()
})

test('writers with the same new words do not wait for each other', async () => {
  const text = 'brandnewword anotherbrandnewword'
  await transact(connection.db, systemActor('first'), async (tx) => {
    await indexWords(tx, { caseId, kind: 'note', objectId: 21, at: new Date(), text })
    await write({ objectId: 22, text })
  })
  const { rows } = await connection.pool.query(
    'select count(*) as n from search_entries where object_id in (21, 22)',
  )
  expect(rows[0].n).toBe(2)
})

test.each([
  ['nothing', ''],
  ['only signs', "'''\\\\''&|!<->:*"],
  ['letters of every kind', 'a\u0000b ☃ 👩‍👩‍👧 \ud800 ﷺ \u202e'],
  ['a very long word', 'x'.repeat(100_000)],
  ['a very long text', Array.from({ length: 100_000 }, (_, n) => `wort${n}`).join(' ')],
])('%s can be indexed', async (_, text) => {
  await write({ text })
  expect(await entry()).toBeDefined()
})
