import { describe, expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { instantOf, wallOf } from './zoned.ts'

const at = (text: string) => new Date(`${text}Z`)

describe('a clock on the wall', () => {
  test.each([
    ['2026-01-15T12:00', 'Europe/Berlin', '2026-01-15T13:00'],
    ['2026-07-15T12:00', 'Europe/Berlin', '2026-07-15T14:00'],
    ['2026-07-15T23:30', 'Asia/Kathmandu', '2026-07-16T05:15'],
    ['2026-01-01T00:30', 'America/Los_Angeles', '2025-12-31T16:30'],
    ['2026-01-01T00:00', 'UTC', '2026-01-01T00:00'],
  ])('shows at %s UTC in %s %s, and back', (instant, zone, wall) => {
    expect(wallOf(at(instant), zone)).toEqual(at(wall))
    expect(instantOf(at(wall), zone)).toEqual(at(instant))
  })

  test('never shows 2:30 on the night the clocks go forward: it is half past three', () => {
    expect(instantOf(at('2026-03-29T02:30'), 'Europe/Berlin')).toEqual(at('2026-03-29T01:30'))
    expect(instantOf(at('2026-03-08T02:30'), 'America/New_York')).toEqual(at('2026-03-08T07:30'))
  })

  test('shows 2:30 twice on the night they go back: the first is meant', () => {
    expect(instantOf(at('2026-10-25T02:30'), 'Europe/Berlin')).toEqual(at('2026-10-25T00:30'))
    expect(instantOf(at('2026-11-01T01:30'), 'America/New_York')).toEqual(at('2026-11-01T05:30'))
  })

  test('is read back from every moment that it does not show twice', () => {
    const zones = [
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'America/St_Johns',
      'Africa/Casablanca',
      'Pacific/Apia',
    ]
    const seconds = fc.integer({ min: 1_600_000_000, max: 1_900_000_000 })
    fc.assert(
      fc.property(seconds, fc.constantFrom(...zones), (second, zone) => {
        const instant = new Date(second * 1000)
        const read = instantOf(wallOf(instant, zone), zone)
        expect(wallOf(read, zone)).toEqual(wallOf(instant, zone))
        expect(read <= instant).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})
