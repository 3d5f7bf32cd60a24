import { expect, test } from 'vitest'
import { type Budgets, judge } from './budgets.ts'
import { reportOf, verdictLines } from './report.ts'
import { desk, growth, run, size } from './sample.ts'

const budgets: Budgets = {
  cpuRatioToFloor: { list: 1.4, open: 2 },
  growth: { list: 1.3 },
  startSeconds: { first: 10, again: 3 },
  firstPage: { scriptKb: 170, usefulMs: 1_500 },
  mailVisibleP95Ms: 2_000,
}
const report = (...about: Parameters<typeof run>) => {
  const measured = run(...about)
  return reportOf(measured, judge(measured, budgets))
}

test('a report sets each figure beside its floor, and leaves out what has none', () => {
  const text = report([size(10_000)])
  expect(text).toContain('| list | 4 | 9 | 20 | 40 | 300 | 3 | 2 | 1.50 | 0.5 |')
  expect(text).toContain('| reply | 8 | 9 | 20 | 40 | 300 | 5 |  |  |  |')
  expect(text).not.toContain('Growth')
  expect(text).toContain('load of the machine before it began 0.4')
})

test('growth stands beside the growth of the floor', () => {
  const sizes = [size(10_000), size(1_000_000)]
  const text = report(sizes, undefined, { list: growth(1.25, 1), open: growth(1) })
  expect(text).toContain('from 10,000 to 1,000,000 cases')
  expect(text).toContain('| list | 4 | 5 | 1.25 | 1 |')
  expect(text).toContain('| open | 4 | 4 | 1 |  |')
})

test('each target is said to be met, missed or not measured', () => {
  const text = report([size(10_000, { ratio: 1.5 })])
  expect(text).toContain('| list: processor time, times the floor | 1.4 | 1.5 | missed |')
  expect(text).toContain('| open: processor time, times the floor | 2 |  | not measured |')
  const lines = verdictLines(judge(run([], desk()), budgets))
  expect(lines).toContain('met          later starts, seconds: 1.2 (at most 3)')
})

test('the running desk is told as one notices it, without a picture when there is no browser', () => {
  expect(report([], desk())).toContain('| start again | 1.2 s |')
  expect(report([], desk())).toContain('1200 ms')
  expect(report([], desk({ firstPaint: null }))).not.toContain('first paint')
  expect(report([])).not.toContain('The running desk')
})

test('a database that was kept does not say how long its seeding took when nobody knows', () => {
  expect(report([{ ...size(10_000), seedSeconds: null }])).toContain('Seeded in an earlier run.')
})
