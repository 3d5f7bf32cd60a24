import { type CaseState, finishedStates } from '../../cases/contract.ts'

interface Row {
  readonly state: CaseState
  readonly merged_into_id: number | null
}

/** Whether there is still something to do on a case, and so something to hand over. */
export const isUnderWay = (row: Row): boolean => row.merged_into_id === null && !finishedStates.has(row.state)

/** Whether nobody is accountable for a case any more. An unconfirmed one has an owner: a word of its customer opens it. */
export const isAtRest = (row: Row): boolean => !isUnderWay(row) && row.state !== 'unconfirmed'
