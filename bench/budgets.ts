import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Run } from './result.ts'

/** The targets of `budgets.json`: the most that each measured thing may be. */
const budgetsSchema = z.strictObject({
  cpuRatioToFloor: z.record(z.string(), z.number()),
  growth: z.record(z.string(), z.number()),
  startSeconds: z.strictObject({ first: z.number(), again: z.number() }),
  firstPage: z.strictObject({ scriptKb: z.number(), usefulMs: z.number() }),
  mailVisibleP95Ms: z.number(),
})
export type Budgets = z.output<typeof budgetsSchema>

/** One target and what came of it; null when this run did not measure it. */
export interface Verdict {
  readonly what: string
  readonly target: number
  readonly measured: number | null
}

export const readBudgets = (): Budgets =>
  budgetsSchema.parse(JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8')))

/** Every target beside what was measured. A ratio is judged at its worst size. */
export const judge = (run: Run, budgets: Budgets): Verdict[] => [
  ...Object.entries(budgets.cpuRatioToFloor).map(([name, target]) => ({
    what: `${name}: processor time, times the floor`,
    target,
    measured: worst(run.sizes.map(({ ratios }) => ratios[name]?.ratio)),
  })),
  ...Object.entries(budgets.growth).map(([name, target]) => ({
    what: `${name}: growth of the median`,
    target,
    measured: run.growth?.[name]?.times ?? null,
  })),
  {
    what: 'first start, seconds',
    target: budgets.startSeconds.first,
    measured: run.desk?.startSeconds.first ?? null,
  },
  {
    what: 'later starts, seconds',
    target: budgets.startSeconds.again,
    measured: run.desk?.startSeconds.again ?? null,
  },
  {
    what: 'mail in to visible, p95, ms',
    target: budgets.mailVisibleP95Ms,
    measured: run.desk?.mailVisibleMs.p95 ?? null,
  },
  {
    what: 'script of the first page, kB',
    target: budgets.firstPage.scriptKb,
    measured: run.desk?.firstPage.scriptKb ?? null,
  },
  {
    what: 'first useful text on a slow line, ms',
    target: budgets.firstPage.usefulMs,
    measured: run.desk?.firstPaint?.usefulMs ?? null,
  },
]

export const isMissed = ({ measured, target }: Verdict): boolean => measured !== null && measured > target

const worst = (values: readonly (number | undefined)[]): number | null => {
  const known = values.filter((value) => value !== undefined)
  return known.length > 0 ? Math.max(...known) : null
}
