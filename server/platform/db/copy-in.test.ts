import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../../tests/harness/database.ts'
import { copyRows } from './copy-in.ts'

let client: pg.Client

beforeAll(async () => {
  client = new pg.Client((await createTestDatabase()).url)
  await client.connect()
  await client.query('create table pieces (id bigint primary key, text text, at timestamptz, yes boolean)')
})
afterAll(() => client.end())

const all = async () => (await client.query('select * from pieces order by id')).rows

test('every value arrives as it was', async () => {
  const at = new Date('2026-01-02T03:04:05.678Z')
  const hostile = 'tab\t line\nreturn\r back\\slash \\N \\. “quotes” 電話 👋'
  await copyRows(client, 'pieces', 'id, text, at, yes', [
    [1, hostile, at, true],
    [2, null, null, false],
    [3, '', null, null],
  ])
  expect(await all()).toEqual([
    { id: '1', text: hostile, at, yes: true },
    { id: '2', text: null, at: null, yes: false },
    { id: '3', text: '', at: null, yes: null },
  ])
})

test('a row that is refused refuses all, and the connection goes on', async () => {
  const rows = Array.from({ length: 9_000 }, (_, n) => [n + 10, 'x'.repeat(100)])
  await expect(copyRows(client, 'pieces', 'id, text', [...rows, [1, 'again']])).rejects.toMatchObject({
    code: '23505',
  })
  expect(await all()).toHaveLength(3)
  await copyRows(client, 'pieces', 'id, text', rows)
  expect(await all()).toHaveLength(9_003)
})

test('nothing to copy is nothing done', async () => {
  await copyRows(client, 'no_such_table', 'id', [])
})
