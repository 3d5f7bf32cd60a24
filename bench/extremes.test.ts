import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCases } from '../server/cli/seed/seed-cases.ts'
import { createTestDatabase, type TestDatabase } from '../tests/harness/database.ts'
import { type Extremes, makeExtremes } from './extremes.ts'

let desk: TestDatabase
let client: pg.Client
let extremes: Extremes
beforeAll(async () => {
  desk = await createTestDatabase()
  await seedCases(desk.url, { cases: 600, seed: 3 })
  client = new pg.Client(desk.url)
  await client.connect()
  extremes = await makeExtremes(client)
})
afterAll(() => client.end())

const number = async (text: string, values: unknown[] = []) =>
  Number((await client.query<{ n: string }>(`select ${text} as n`, values)).rows[0]?.n)
const waitingFor = `(select count(*) from cases join staff on staff.id = owner_id join accounts on accounts.id = account_id
  where accounts.email = $1 and state = 'open' and customer_waiting_since is not null)`
const contactsOf =
  '(select count(*) from contacts where customer_id = (select customer_id from cases where id = $1))'

test('one agent has 300 open cases whose customers wait', async () => {
  expect(await number(waitingFor, [extremes.agentEmail])).toBe(300)
})

test('one customer has been here 200 times before the case that is opened', async () => {
  expect(await number(contactsOf, [extremes.oftenCaseId])).toBeGreaterThanOrEqual(203)
  expect(
    await number(
      '(select count(*) from cases where id > $1 and customer_id = (select customer_id from cases where id = $1))',
      [extremes.oftenCaseId],
    ),
  ).toBe(0)
})

test('a database that has them is left as it is', async () => {
  expect(await makeExtremes(client)).toEqual(extremes)
  expect(await number(waitingFor, [extremes.agentEmail])).toBe(300)
  expect(await number(contactsOf, [extremes.oftenCaseId])).toBeLessThan(210)
})
