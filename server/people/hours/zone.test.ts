import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../tests/harness/database.ts'
import { DAY_MS, dayAt, startOfDay, stretchesFrom } from './zone.ts'

const zones = Intl.supportedValuesOf('timeZone')

const shownAt = (zone: string, at: number): number => {
  for (const { end, offset } of stretchesFrom(zone, at)) if (at < end) return at + offset
  return Number.NaN
}

test('every zone shows the time that PostgreSQL says it shows, in every month from 1990 to 2025', async () => {
  const { pool } = await createTestDatabase()
  const instants = Array.from({ length: 432 }, (_, month) =>
    Date.UTC(1990, month, 1 + (month % 28), month % 24),
  )
  const { rows } = await pool.query<{ shown: number[] }>(
    `select (select array_agg(extract(epoch from to_timestamp(at / 1000.0) at time zone zone)::bigint::float8 order by nth)
       from unnest($2::float8[]) with ordinality as asked (at, nth)) as shown
     from unnest($1::text[]) with ordinality as zones (zone, ord) order by ord`,
    [zones, instants],
  )
  const wrong = zones.flatMap((zone, index) =>
    instants
      .filter((at, nth) => shownAt(zone, at) !== (rows[index]?.shown[nth] ?? 0) * 1000)
      .map((at) => `${zone} ${new Date(at).toISOString()}`),
  )
  expect(wrong).toEqual([])
  expect(zones.length).toBeGreaterThan(400)
}, 60_000)

test('stretches follow each other without a gap, from the very instant that was asked for', () => {
  const from = Date.parse('2025-07-01T12:00:00Z')
  let end = from
  for (const stretch of stretchesFrom('Europe/Paris', from)) {
    expect(stretch.start).toBe(end)
    end = stretch.end
    if (end > from + 400 * DAY_MS) break
  }
})

test('a day begins at midnight, later where there is none, and where it is missing the next one does', () => {
  const day = (written: string) => Date.parse(written) / DAY_MS
  expect(startOfDay('Europe/Paris', day('2025-07-01'))).toBe(Date.parse('2025-06-30T22:00:00Z'))
  // Chile sets its clocks forward at midnight.
  expect(startOfDay('America/Santiago', day('2025-09-07'))).toBe(Date.parse('2025-09-07T04:00:00Z'))
  expect(startOfDay('Pacific/Apia', day('2011-12-30'))).toBe(startOfDay('Pacific/Apia', day('2011-12-31')))
  expect(dayAt('Pacific/Apia', Date.parse('2011-12-30T09:59:59Z'))).toBe(day('2011-12-29'))
  expect(dayAt('Pacific/Apia', Date.parse('2011-12-30T10:00:00Z'))).toBe(day('2011-12-31'))
})
