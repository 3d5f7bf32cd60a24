import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { closeLater } from '../../../tests/harness/closing.ts'
import { createTestDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { keptRows, keptStatement } from './kept.ts'
import { type Connection, connect } from './pool.ts'

let database: TestDatabase
let connection: Connection
beforeAll(async () => {
  database = await createTestDatabase()
  connection = connect(database.url, 1, 'test')
  closeLater(connection.close)
})

const twice = keptStatement(
  (value: number) => sql<{ value: number }>`
  select ${value}::int * ${2}::int as value, 'twice' as what`,
)

/** How often the one connection has run what it keeps ready. */
const runsOf = async ({ pool }: Connection, words: string): Promise<number[]> => {
  const { rows } = await pool.query(
    'select generic_plans + custom_plans as runs from pg_prepared_statements where statement like $1',
    [`%${words}%`],
  )
  return rows.map(({ runs }) => runs)
}

test('each call is answered for what it gave, by one statement that the connection keeps', async () => {
  const answers = []
  for (const value of [1, 21, -3]) answers.push(...(await twice(connection.db, value)))
  expect(answers.map(({ value }) => value)).toEqual([2, 42, -6])
  expect(await runsOf(connection, 'twice')).toEqual([3])
})

test('calls at the same time do not meet', async () => {
  const several = connect(database.url, 4, 'several')
  closeLater(several.close)
  const values = Array.from({ length: 50 }, (_, value) => value)
  const answers = await Promise.all(values.map((value) => twice(several.db, value)))
  expect(answers.flat().map(({ value }) => value)).toEqual(values.map((value) => 2 * value))
})

test('in a transaction it runs in that transaction', async () => {
  const setting = keptStatement(
    (name: string) => sql<{ value: string | null }>`select current_setting(${name}, true) as value`,
  )
  const within = await connection.db.transaction().execute(async (tx) => {
    await sql`select set_config('kept.who', 'the transaction', true)`.execute(tx)
    return setting(tx, 'kept.who')
  })
  expect(within).toEqual([{ value: 'the transaction' }])
  expect(await setting(connection.db, 'kept.who')).toEqual([{ value: '' }])
})

test('a refusal of the database leaves the statement usable', async () => {
  const parted = keptStatement((by: number) => sql<{ value: number }>`select 84 / ${by}::int as value`)
  await expect(parted(connection.db, 0)).rejects.toThrow('division by zero')
  expect(await parted(connection.db, 2)).toEqual([{ value: 42 }])
})

test('a connection that was cut is replaced by one that keeps it anew', async () => {
  const [pid] = await keptRows(connection.db, sql<{ pid: number }>`select pg_backend_pid() as pid`)
  await database.pool.query('select pg_terminate_backend($1)', [pid?.pid])
  await expect.poll(() => twice(connection.db, 5).catch(() => null)).toEqual([{ value: 10, what: 'twice' }])
})

test('each form of a statement that has several is kept', async () => {
  const rows = (condition: boolean) =>
    keptRows(
      connection.db,
      sql<{ forms: number }>`select 1 as forms where ${condition ? sql`true` : sql`false`}`,
    )
  expect([await rows(true), await rows(false)]).toEqual([[{ forms: 1 }], []])
  expect(await runsOf(connection, 'as forms')).toEqual([1, 1])
})

test('behind a pooler nothing is kept', async () => {
  const pooled = connect(database.url, 1, 'pooled', false)
  closeLater(pooled.close)
  expect(await twice(pooled.db, 4)).toMatchObject([{ value: 8 }])
  expect(await runsOf(pooled, 'twice')).toEqual([])
})

test('what transactions repeat is kept by itself, but nothing that takes every column', async () => {
  await sql`create table letters (id int primary key, word text)`.execute(connection.db)
  const one = (id: number) =>
    connection.db.transaction().execute(async (tx) => {
      await sql`insert into letters values (${id}, 'a') on conflict do nothing`.execute(tx)
      return (await sql`select * from letters where id = ${id}`.execute(tx)).rows
    })
  for (let id = 1; id <= 12; id += 1) expect(await one(id)).toHaveLength(1)
  expect(await runsOf(connection, 'insert into letters')).toEqual([3])
  expect(await runsOf(connection, 'from letters')).toEqual([])
  await sql`alter table letters add column later int`.execute(connection.db)
  expect(await one(13)).toEqual([{ id: 13, word: 'a', later: null }])
})

test('outside of transactions nothing is kept that nobody named', async () => {
  for (let turn = 0; turn < 12; turn += 1)
    await sql`select ${turn}::int as alone where ${turn} >= 0`.execute(connection.db)
  expect(await runsOf(connection, 'as alone')).toEqual([])
})
