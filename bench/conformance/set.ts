export interface Failure {
  readonly name: string
  readonly why: string
}

/** One line of the table. */
export interface SetResult {
  readonly set: string
  readonly cases: number
  readonly passed: number
  readonly failed: readonly Failure[]
  readonly slowestMs: number
  readonly crashes: number
  /** Share of cases that must pass, 0 to 1. */
  readonly target: number
}

/** Runs over one folder of the data; null when it is not present. */
export type ConformanceSet = (dataDir: string) => Promise<readonly SetResult[] | null>

/** Longest time for one mail, whatever it is. */
export const LIMIT_MS = 1_000

/** Whether the set keeps what we promise of it: its share, no crash, no slow mail. */
export const isMet = ({ cases, passed, target, crashes, slowestMs }: SetResult): boolean =>
  cases > 0 && passed / cases >= target && crashes === 0 && slowestMs <= LIMIT_MS
