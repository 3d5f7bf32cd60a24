import { describe, expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { backlogAge, buckets, daysOfWork, quantile } from './backlog-age.ts'

describe('backlog age (methods.md 3.13)', () => {
  test('ages of 1, 2, 2, 3, 5, 8, 13 and 40 days', () => {
    const { n, median, p90, mean, oldest, counts } = backlogAge([13, 2, 40, 1, 8, 2, 5, 3])
    expect([n, median, mean, oldest]).toEqual([8, 4, 9.25, 40])
    expect(p90).toBeCloseTo(21.1, 10)
    expect(counts).toEqual([1, 3, 1, 2, 0, 1])
  })

  test('a day belongs to its bucket until it is over', () => {
    expect(backlogAge([0, 1.99, 2, 3.5, 4, 7.9, 8, 14, 15, 30.9, 31]).counts).toEqual([2, 2, 2, 2, 2, 1])
  })

  test('where nothing is open there is no value, never a nought', () => {
    const none = { median: null, p90: null, mean: null, oldest: null }
    expect(backlogAge([])).toEqual({ n: 0, ...none, counts: buckets.map(() => 0) })
  })

  test('each need is in one bucket, and no share of them is older than the oldest', () => {
    const ages = fc.array(fc.double({ min: 0, max: 4_000, noNaN: true }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(ages, (days) => {
        const { n, median, p90, oldest, counts } = backlogAge(days)
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(n)
        expect(median ?? 0).toBeLessThanOrEqual(p90 ?? 0)
        expect(p90 ?? 0).toBeLessThanOrEqual(oldest ?? 0)
      }),
    )
  })

  test('at the pace of today it is so many days of work (Little: as many as come in during one stay)', () => {
    expect([daysOfWork(120, 40), daysOfWork(0, 40), daysOfWork(120, 0)]).toEqual([3, 0, null])
    const [arrivalsPerDay, daysInTheDesk] = [40, 3]
    expect(daysOfWork(arrivalsPerDay * daysInTheDesk, arrivalsPerDay)).toBe(daysInTheDesk)
  })
})

test('a quantile lies between its neighbours', () => {
  expect([quantile([10, 20], 0.5), quantile([7], 0.9), quantile([], 0.5)]).toEqual([15, 7, null])
})
