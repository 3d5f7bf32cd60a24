import { round } from './round.ts'
import type { RunningDesk } from './running-desk.ts'
import type { SizeResult } from './size.ts'

/** One run of the bench, as it is kept in `results/`. */
export interface Run {
  readonly commit: string
  readonly node: string
  readonly machine: { readonly processors: string; readonly memoryGb: number; readonly loadBefore?: number }
  /** What else a reader must know of the conditions. */
  readonly note?: string
  readonly desk?: RunningDesk
  readonly sizes: readonly SizeResult[]
}

/** How many times the median of the smallest size that of the largest is, at the desk and at its floor. */
export const growthOf = (
  sizes: readonly SizeResult[],
  name: string,
): { readonly desk: number | null; readonly floor: number | null } | null => {
  const [first] = sizes
  const last = sizes.at(-1)
  if (!first || !last || first === last) return null
  const times = (figures: (size: SizeResult) => SizeResult['desk']): number | null => {
    const before = figures(first)[name]?.[1]?.p50Ms
    const after = figures(last)[name]?.[1]?.p50Ms
    return before && after ? round(after / before) : null
  }
  return { desk: times(({ desk }) => desk), floor: times(({ floor }) => floor) }
}
