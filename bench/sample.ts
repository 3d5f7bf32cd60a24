import type { Growth } from './growth.ts'
import type { Run } from './result.ts'
import type { RunningDesk } from './running-desk.ts'
import type { SizeResult } from './size.ts'

const figures = (p50Ms: number, cpuMs: number) => ({
  1: { p50Ms, p95Ms: 9, perSecond: 100, cpuMs },
  8: { p50Ms: 20, p95Ms: 40, perSecond: 300, cpuMs },
})

/** For tests: one size as the bench would have measured it, with what a test varies. */
export const size = (
  cases: number,
  { p50Ms = 4, ratio = 1.5 }: { readonly p50Ms?: number; readonly ratio?: number } = {},
): SizeResult => ({
  cases,
  seedSeconds: 12,
  desk: { list: figures(p50Ms, 3), reply: figures(8, 5) },
  floor: { list: figures(2, 2) },
  ratios: { list: { deskCpuMs: 2 * ratio, floorCpuMs: 2, ratio } },
  bareSqlMs: { list: 0.5 },
  mail: { receivedPerSecond: 50, bareInsertsPerSecond: 150, ratio: 3 },
  deskMemoryMb: { idle: 100, afterLoad: 120 },
})

/** For tests: a running desk that meets every target, but for what is given. */
export const desk = (other: Partial<RunningDesk> = {}): RunningDesk => ({
  startSeconds: { first: 2.5, again: 1.2 },
  idleMemoryMb: { regard: 150, postgres: 60 },
  mailVisibleMs: { p50: 40, p95: 90 },
  firstPage: { kb: 250, scriptKb: 160, files: 8 },
  firstPaint: { paintMs: 600, usefulMs: 1_200 },
  ...other,
})

/** For tests: something took so much longer at the largest size. */
export const growth = (times: number, floorTimes: number | null = null): Growth => ({
  smallMs: 4,
  largeMs: 4 * times,
  times,
  floorTimes,
  first: { smallMs: 5, largeMs: 9 },
})

/** For tests: a run of these parts. */
export const run = (
  sizes: readonly SizeResult[],
  running?: RunningDesk,
  growth?: NonNullable<Run['growth']>,
): Run => ({
  commit: 'abc1234',
  node: 'v24.0.0',
  machine: { processors: '2 × test', memoryGb: 8, loadBefore: 0.4 },
  ...(running && { desk: running }),
  sizes,
  ...(growth && { growth }),
})
