import { beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { seedCases } from './seed-cases.ts'

const now = new Date('2026-03-01T12:00:00Z')
let desk: TestDatabase
const count = async (from: string, database = desk) =>
  Number((await database.pool.query(`select count(*) as n from ${from}`)).rows[0].n)

beforeAll(async () => {
  desk = await createTestDatabase()
  await seedCases(desk.url, { cases: 300, seed: 7, now })
})

test('every case has three messages, its contacts, its journal and its place in the index', async () => {
  expect(await count('cases')).toBe(300)
  expect(await count('messages')).toBe(900)
  expect(await count('contacts')).toBe(900)
  expect(await count('search_entries')).toBe(1200)
  expect(await count("journal where type = 'cases.received'")).toBe(300)
  expect(await count('cases where message_count <> 3')).toBe(0)
})

test('the rare word stands in seven cases and the common one in many', async () => {
  const having = (word: string) => count(`search_entries where kind = 'need' and words @@ '''${word}'''`)
  expect(await having('quokka')).toBe(7)
  expect(await having('phone')).toBeGreaterThan(30)
  expect(await count("search_words where word = 'quokka'")).toBe(1)
})

test('stems are there for whoever asks for another form', async () => {
  expect(await count("search_entries where words @@ '''english~month'''")).toBeGreaterThan(0)
})

test('nobody is said to wait for us in a case that came to an end, and nothing lies in the future', async () => {
  expect(await count("cases where customer_waiting_since is not null and state not in ('new', 'open')")).toBe(
    0,
  )
  expect(await count(`messages where sent_at > '${now.toISOString()}'`)).toBe(0)
})

test('the same seed makes the same cases, and a desk in use keeps what it has', async () => {
  const other = await createTestDatabase()
  const text = 'select string_agg(need || last_words || state, chr(10) order by id) as text from cases'
  await seedCases(other.url, { cases: 300, seed: 7, now })
  expect((await other.pool.query(text)).rows).toEqual((await desk.pool.query(text)).rows)
  await seedCases(other.url, { cases: 50, seed: 8, now })
  expect(await count('cases', other)).toBe(350)
  // A live write after a seeding gets numbers of its own.
  await other.pool.query(
    `insert into cases (need, team_id, owner_id, channel) select 'By hand', id, duty_lead_id, 'call' from teams limit 1`,
  )
  expect(await count('cases', other)).toBe(351)
}, 60_000)
