import { z } from 'zod'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0 }

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
})

/** The very last line of `npm test`, as machines read it. */
export const totalLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/** A runner that ends badly without naming a failed test has failed once: nothing red may be counted as green. */
const honest = (counts: Counts, exitCode: number): Counts =>
  exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts

/** Counts the lines of the check from its last words. */
export const countGates = (output: string, exitCode: number): Counts => {
  const red = /(\d+) of (\d+) lines are red/.exec(output)
  const green = /All (\d+) lines are green/.exec(output)
  if (red) return { passed: Number(red[2]) - Number(red[1]), failed: Number(red[1]), skipped: 0 }
  return honest({ ...nothing, passed: Number(green?.[1] ?? 0), failed: green ? 0 : 1 }, exitCode)
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
})

/** A file can fail though each of its tests passed (it did not load, or left something open): it counts once. */
export const countVitest = (report: unknown, exitCode: number): Counts => {
  const parsed = vitestReport.safeParse(report)
  if (!parsed.success) return { ...nothing, failed: 1 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = parsed.data
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = numFailedTests + brokenFiles.length
  return honest({ passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }, exitCode)
}

const journeysReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()).default([]),
})

/** A journey that passed only at the second try counts as failed. */
export const countJourneys = (report: unknown, exitCode: number): Counts => {
  const parsed = journeysReport.safeParse(report)
  if (!parsed.success) return { ...nothing, failed: 1 }
  const { expected, unexpected, flaky, skipped } = parsed.data.stats
  const failed = unexpected + flaky + parsed.data.errors.length
  return honest({ passed: expected, failed, skipped }, exitCode)
}
