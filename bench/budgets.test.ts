import { expect, test } from 'vitest'
import { type Budgets, isMissed, judge, readBudgets } from './budgets.ts'
import { desk, growth, run, size } from './sample.ts'

const budgets: Budgets = {
  cpuRatioToFloor: { list: 2 },
  growth: { list: 1.3 },
  startSeconds: { first: 10, again: 3 },
  firstPage: { scriptKb: 170, usefulMs: 1_500 },
  mailVisibleP95Ms: 2_000,
}
const missed = (...about: Parameters<typeof run>) =>
  judge(run(...about), budgets)
    .filter(isMissed)
    .map(({ what }) => what)

test('a run within all targets misses none', () => {
  expect(
    missed([size(10_000, { ratio: 1.9 }), size(1_000_000, { ratio: 2 })], desk(), { list: growth(1.3) }),
  ).toEqual([])
})

test('the worst size is what counts against the floor', () => {
  const sizes = [size(10_000, { ratio: 2.01 }), size(1_000_000, { ratio: 1.5 })]
  expect(missed(sizes, desk())).toEqual(['list: processor time, times the floor'])
})

test('growth counts at the desk, whatever the floor did', () => {
  const sizes = [size(10_000), size(1_000_000)]
  expect(missed(sizes, desk(), { list: growth(1.31, 2) })).toEqual(['list: growth of the median'])
  expect(missed(sizes, desk(), { list: growth(1.3, 1) })).toEqual([])
})

test('a slow start, late mail, a heavy page and a late word each miss their own target', () => {
  const slow = desk({
    startSeconds: { first: 11, again: 3.1 },
    mailVisibleMs: { p50: 50, p95: 2_100 },
    firstPage: { kb: 300, scriptKb: 171, files: 9 },
    firstPaint: { paintMs: 600, usefulMs: 1_501 },
  })
  expect(missed([], slow)).toHaveLength(5)
})

test('what was not measured is neither met nor missed', () => {
  const verdicts = judge(run([]), budgets)
  expect(verdicts.map(({ measured }) => measured)).toEqual(verdicts.map(() => null))
  expect(verdicts.filter(isMissed)).toEqual([])
})

test('the targets of the project can be read, and hold what was promised', () => {
  expect(readBudgets()).toMatchObject({
    cpuRatioToFloor: { list: 2, open: 2 },
    growth: { list: 1.3, open: 1.3, 'search, rare word': 2 },
  })
})
