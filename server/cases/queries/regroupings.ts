import type { Tx } from '../../platform/db/transaction.ts'
import type { Moved } from './moved.ts'

export interface NewRegrouping {
  readonly kind: 'merge' | 'split' | 'move'
  readonly fromCaseId: number
  readonly toCaseId: number
  readonly doneBy: number
  readonly moved: Moved
}

/** Writes down what was regrouped. */
export const insertRegrouping = (tx: Tx, { kind, fromCaseId, toCaseId, doneBy, moved }: NewRegrouping) =>
  tx
    .insertInto('regroupings')
    .values({
      kind,
      from_case_id: fromCaseId,
      to_case_id: toCaseId,
      done_by: doneBy,
      moved: JSON.stringify(moved),
    })
    .returning(['id', 'done_at'])
    .executeTakeFirstOrThrow()
