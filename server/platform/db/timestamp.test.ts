import pg from 'pg'
import { expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { parseTimestamp } from './timestamp.ts'

const driver = pg.types.getTypeParser(1184)
const two = (n: number) => String(n).padStart(2, '0')

test.each([
  ['2026-11-22 11:17:05.123456+00', '2026-11-22T11:17:05.123Z'],
  ['2026-11-22 11:17:05.1+00', '2026-11-22T11:17:05.100Z'],
  ['2026-11-22 11:17:05+00', '2026-11-22T11:17:05.000Z'],
  ['2026-11-22 11:17:05.5+05:30', '2026-11-22T05:47:05.500Z'],
  ['0099-01-01 00:00:00+00', '0099-01-01T00:00:00.000Z'],
])('%s is the instant %s', (text, iso) => {
  const time = parseTimestamp(text)
  expect(time instanceof Date && time.toISOString()).toBe(iso)
})

test('the ends of time are what the driver makes of them', () => {
  expect(parseTimestamp('infinity')).toBe(Number.POSITIVE_INFINITY)
  expect(parseTimestamp('0044-03-15 12:00:00+00 BC')).toEqual(driver('0044-03-15 12:00:00+00 BC'))
})

test('any instant is read as the driver reads it', () => {
  const parts = fc.record({
    date: fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
    fraction: fc.constantFrom('', '.1', '.12', '.123', '.999999', '.000001', '.120000'),
    zone: fc.constantFrom('+00', '+02', '-03:30'),
  })
  fc.assert(
    fc.property(parts, ({ date, fraction, zone }) => {
      const day = `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
      const time = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
      const text = `${day} ${time}${fraction}${zone}`
      expect(parseTimestamp(text)).toEqual(driver(text))
    }),
  )
})
