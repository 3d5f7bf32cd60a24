import { type CaseState, finishedStates } from '../../cases/contract.ts'

/** Whether there is still something to do on a case, and so something to hand over. */
export const isUnderWay = (row: {
  readonly state: CaseState
  readonly merged_into_id: number | null
}): boolean => row.merged_into_id === null && !finishedStates.has(row.state)
