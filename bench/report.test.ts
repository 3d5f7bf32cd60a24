import { expect, test } from 'vitest'
import { type Run, reportOf } from './report.ts'

const figures = (p50Ms: number, cpuMs: number) => ({
  1: { p50Ms, p95Ms: 9, perSecond: 100, cpuMs },
  8: { p50Ms: 20, p95Ms: 40, perSecond: 300, cpuMs },
})
const size = (cases: number, p50Ms: number): Run['sizes'][number] => ({
  cases,
  seedSeconds: 12,
  desk: { list: figures(p50Ms, 3), reply: figures(8, 5) },
  floor: { list: figures(1, 2) },
  bareSqlMs: { list: 0.5 },
  mail: { receivedPerSecond: 50, bareInsertsPerSecond: 150, ratio: 3 },
  deskMemoryMb: { idle: 100, afterLoad: 120 },
})
const run = (...sizes: Run['sizes'][number][]): Run => ({
  commit: 'abc1234',
  node: 'v24.0.0',
  machine: { processors: '2 × test', memoryGb: 8 },
  sizes,
})

test('a report sets each figure beside its floor, and leaves out what has none', () => {
  const report = reportOf(run(size(10_000, 4)))
  expect(report).toContain('| list | 4 | 9 | 20 | 40 | 300 | 3 | 2 | 1.50 | 0.5 |')
  expect(report).toContain('| reply | 8 | 9 | 20 | 40 | 300 | 5 |  |  |  |')
  expect(report).not.toContain('Growth')
})

test('growth is the median of the largest desk against that of the smallest', () => {
  const report = reportOf(run(size(10_000, 4), size(1_000_000, 5)))
  expect(report).toContain('from 10,000 to 1,000,000 cases')
  expect(report).toContain('| list | 1.25 |')
})
