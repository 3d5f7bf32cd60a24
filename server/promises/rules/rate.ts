import type { LedgerSummary } from '../contract.ts'

/** How many promised times fell due, by what became of them. */
export type Outcomes = Pick<LedgerSummary, 'kept' | 'keptLate' | 'moved' | 'broken' | 'withdrawn'>

type Rated = Pick<
  LedgerSummary,
  'due' | 'n' | 'rate' | 'interval' | 'rateWithMoved' | 'isUncertain' | 'noRateBecause'
>

/** z of a 95 % interval. */
const Z = 1.959964
/** Fewer would point at single people and customers. */
const FEWEST = 10
const CERTAIN = 30

/** Wilson's 95 % interval for `k` of `n` (methods.md 2.1); `n` is at least 1. */
export const wilson = (k: number, n: number): { low: number; high: number } => {
  const p = k / n
  const scale = 1 + Z ** 2 / n
  const centre = (p + Z ** 2 / (2 * n)) / scale
  const half = (Z * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2))) / scale
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

const whyNoRate = (n: number, isOnePerson: boolean): Rated['noRateBecause'] => {
  if (n === 0) return 'none-due'
  // No measure of ours ranks people or becomes a target for one.
  if (isOnePerson) return 'one-person'
  return n < FEWEST ? 'too-few' : null
}

/** The share of promises kept (methods.md 3.12): kept on time of what fell due less what was withdrawn. */
export const rateOf = (outcomes: Outcomes, { isOnePerson }: { isOnePerson: boolean }): Rated => {
  const { kept, keptLate, moved, broken, withdrawn } = outcomes
  const n = kept + keptLate + moved + broken
  const noRateBecause = whyNoRate(n, isOnePerson)
  const hasRate = noRateBecause === null
  return {
    due: n + withdrawn,
    n,
    rate: hasRate ? kept / n : null,
    interval: hasRate ? wilson(kept, n) : null,
    rateWithMoved: hasRate ? (kept + moved) / n : null,
    isUncertain: hasRate && n < CERTAIN,
    noRateBecause,
  }
}
