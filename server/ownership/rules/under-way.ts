import type { CaseState } from '../../cases/contract.ts'

const finished: ReadonlySet<CaseState> = new Set(['solved', 'unconfirmed', 'closed-without-solution'])

/** Whether there is still something to do on a case, and so something to hand over. */
export const isUnderWay = (row: {
  readonly state: CaseState
  readonly merged_into_id: number | null
}): boolean => row.merged_into_id === null && !finished.has(row.state)
