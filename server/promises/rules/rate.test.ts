import { describe, expect, test } from 'vitest'
import { type Outcomes, rateOf, wilson } from './rate.ts'

const none: Outcomes = { kept: 0, keptLate: 0, moved: 0, broken: 0, withdrawn: 0 }
const everybody = { isOnePerson: false }
const rate = (some: Partial<Outcomes>, who = everybody) => rateOf({ ...none, ...some }, who)

describe('the share of promises kept', () => {
  test('is that of the handbook: 38 of 47, and 41 of 47 with those that were moved (methods.md 3.12)', () => {
    const handbook = rate({ kept: 38, keptLate: 4, moved: 3, broken: 2, withdrawn: 3 })
    expect(handbook).toMatchObject({ due: 50, n: 47, isUncertain: false, noRateBecause: null })
    expect(handbook.rate).toBeCloseTo(0.809, 3)
    expect(handbook.rateWithMoved).toBeCloseTo(0.872, 3)
    expect(handbook.interval?.low).toBeCloseTo(0.675, 2)
    expect(handbook.interval?.high).toBeCloseTo(0.896, 2)
  })

  test.each([
    ['nothing was due', {}],
    ['everything was withdrawn', { withdrawn: 12 }],
  ])('is no value when %s, and never 0 or 100 per cent', (_when, outcomes) => {
    expect(rate(outcomes)).toMatchObject({
      ...{ n: 0, rate: null, interval: null, rateWithMoved: null },
      ...{ isUncertain: false, noRateBecause: 'none-due' },
    })
  })

  test('is not shown below ten, is uncertain below thirty, and never shown for one person', () => {
    expect(rate({ kept: 9 })).toMatchObject({ rate: null, noRateBecause: 'too-few' })
    expect(rate({ kept: 10 })).toMatchObject({ rate: 1, isUncertain: true })
    expect(rate({ kept: 29, withdrawn: 5 })).toMatchObject({ isUncertain: true })
    expect(rate({ kept: 30 })).toMatchObject({ rate: 1, isUncertain: false })
    expect(rate({ kept: 300 }, { isOnePerson: true })).toMatchObject({
      ...{ rate: null, interval: null, rateWithMoved: null, noRateBecause: 'one-person' },
      n: 300,
    })
  })

  test('does not count a late one as kept, nor lets moving hide it', () => {
    expect(rate({ kept: 10, keptLate: 10 }).rate).toBe(0.5)
    expect(rate({ kept: 10, moved: 10 })).toMatchObject({ rate: 0.5, rateWithMoved: 1 })
  })
})

test.each([
  [0, 10, 0, 0.278],
  [10, 10, 0.722, 1],
  [16, 20, 0.584, 0.919],
  [140, 200, 0.633, 0.759],
])('the interval of %i of %i is [%f, %f] (methods.md 2.1)', (k, n, low, high) => {
  const interval = wilson(k, n)
  expect(interval.low).toBeCloseTo(low, 3)
  expect(interval.high).toBeCloseTo(high, 3)
})
