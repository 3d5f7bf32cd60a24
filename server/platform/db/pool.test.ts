import { sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { closeLater } from '../../../tests/harness/closing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { type Connection, connect } from './pool.ts'

let database: TestDatabase
let connection: Connection
beforeAll(async () => {
  database = await createTestDatabase()
  connection = connect(database.url, 2, 'test')
  closeLater(connection.close)
})
const value = async (text: string): Promise<unknown> =>
  (await sql<{ value: unknown }>`select ${sql.raw(text)} as value`.execute(connection.db)).rows[0]?.value

describe('what comes out of the database', () => {
  test.each([
    ['an id', '9007199254740991::bigint', 9_007_199_254_740_991],
    ['a negative one', '(-5)::bigint', -5],
    ['a count', 'count(*)', 1],
    ['a sum', '1.5::numeric + 1', 2.5],
    ['ids', `'{1,2,3}'::bigint[]`, [1, 2, 3]],
    ['no ids', `'{}'::bigint[]`, []],
    ['nothing', 'null::bigint', null],
    ['words', `'{a,"b,c"}'::text[]`, ['a', 'b,c']],
    ['an instant', `'2026-03-01 12:00:00+02'::timestamptz`, new Date('2026-03-01T10:00:00Z')],
    ['a truth', 'true', true],
    ['an object', `'{"a":[1]}'::jsonb`, { a: [1] }],
  ])('%s is what a program expects', async (_what, text, expected) => {
    expect(await value(text)).toEqual(expected)
  })
})

test('the database’s own list of connections says that we are Regard, and which part', async () => {
  expect(await value(`current_setting('application_name')`)).toBe('regard test')
})

test('a connection that the database cut is replaced by itself', async () => {
  const pid = () => value('pg_backend_pid()')
  const before = await pid()
  await database.pool.query('select pg_terminate_backend($1)', [before])
  const after = await vi.waitFor(pid, 3_000)
  expect(after).not.toBe(before)
})

test('no more connections are opened than asked for, and the waiting ones get their turn', async () => {
  const { rows } = await database.pool.query('select 1')
  expect(rows).toHaveLength(1)
  const pids = await Promise.all(
    Array.from({ length: 8 }, () => value('(select pg_backend_pid() from pg_sleep(0.02))')),
  )
  expect(new Set(pids).size).toBeLessThanOrEqual(2)
  expect(pids).toHaveLength(8)
})

test('a pool that was never used, or used by its own hand only, closes as well', async () => {
  const unused = connect(database.url, 1, 'unused')
  await unused.close()
  const byHand = connect(database.url, 1, 'by hand')
  await byHand.pool.query('select 1')
  await byHand.close()
  expect([unused.pool.ended, byHand.pool.ended]).toEqual([true, true])
})
