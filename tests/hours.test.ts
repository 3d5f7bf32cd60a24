import { beforeAll, expect, test } from 'vitest'
import { differencesIn } from './factories/hours-oracle.ts'
import { randomOf } from './factories/random-hours.ts'
import { createTestDatabase, type TestDatabase } from './harness/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})

const zones = Intl.supportedValuesOf('timeZone')

// R26 in short; `npx tsx bench/hours.ts` reckons 100,000 cases over all zones.
test('open time and due times agree with counting minutes on PostgreSQL’s wall clock', async () => {
  const random = randomOf(26)
  const wrong: string[] = []
  for (const zone of zones.filter((_, index) => index % 8 === 0))
    wrong.push(...(await differencesIn(database.pool, zone, random, { cases: 20 })))
  expect(wrong).toEqual([])
  expect(zones.length).toBeGreaterThan(400)
}, 60_000)

test.each([
  ['Europe/Paris', '2025-03-28T00:00Z'],
  ['Europe/Paris', '2025-10-24T00:00Z'],
  ['America/New_York', '2025-11-01T00:00Z'],
  ['America/St_Johns', '2010-11-05T00:00Z'],
  ['Australia/Lord_Howe', '2025-10-03T00:00Z'],
  ['Pacific/Apia', '2011-12-29T00:00Z'],
  ['Africa/Casablanca', '2025-02-21T00:00Z'],
  ['America/Caracas', '2016-04-29T00:00Z'],
  ['Asia/Pyongyang', '2018-05-03T00:00Z'],
])(
  'and in %s around %s',
  async (zone, begin) => {
    const around = { cases: 100, begin: Date.parse(begin) }
    expect(await differencesIn(database.pool, zone, randomOf(1), around)).toEqual([])
  },
  30_000,
)
