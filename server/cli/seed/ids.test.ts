import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { reserve } from './ids.ts'

let desk: TestDatabase
const clients: pg.Client[] = []
const open = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: desk.url })
  await client.connect()
  clients.push(client)
  return client
}

beforeAll(async () => {
  desk = await createTestDatabase()
  await desk.pool.query('create sequence tried_id_seq')
})
afterAll(() => Promise.all(clients.map((client) => client.end())))

const nextOf = async (client: pg.Client | pg.Pool): Promise<number> =>
  Number((await client.query(`select nextval('tried_id_seq') as id`)).rows[0].id)

test('the numbers that follow are free, and whoever comes next gets the one behind them', async () => {
  const client = await open()
  const first = await reserve(client, 'tried_id_seq', 10)
  const next = await nextOf(client)
  expect(next).toBeGreaterThanOrEqual(first + 10)
  expect(await reserve(client, 'tried_id_seq', 1)).toBeGreaterThan(next)
})

test('two seedings and a desk in use never get the same number', async () => {
  const seeders = await Promise.all([open(), open()])
  const live = await open()
  const taken: number[] = []
  const seed = async (client: pg.Client): Promise<void> => {
    for (let round = 0; round < 25; round += 1) {
      const first = await reserve(client, 'tried_id_seq', 40)
      for (let id = first; id < first + 40; id += 1) taken.push(id)
    }
  }
  const work = async (): Promise<void> => {
    for (let round = 0; round < 200; round += 1) taken.push(await nextOf(live))
  }
  await Promise.all([...seeders.map(seed), work()])
  expect(taken).toHaveLength(2 * 25 * 40 + 200)
  expect(new Set(taken).size).toBe(taken.length)
})

test('a sequence that is none is refused, and the connection can go on', async () => {
  const client = await open()
  await expect(reserve(client, 'no_such_seq', 1)).rejects.toThrow('no_such_seq')
  await expect(reserve(client, `tried_id_seq"; drop table cases; --`, 1)).rejects.toThrow('does not exist')
  expect((await client.query('select count(*)::int as n from cases')).rows).toEqual([{ n: 0 }])
  expect(await reserve(client, 'tried_id_seq', 1)).toBeGreaterThan(0)
})
