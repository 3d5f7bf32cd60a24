import type { Growth } from './growth.ts'
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
  /** From the first size to the last, by what was asked; none when only one was measured. */
  readonly growth?: Readonly<Record<string, Growth>> | undefined
}
