import type { Tx } from '../../platform/db/transaction.ts'
import type { ClockKind } from '../contract.ts'

/** Writes when the next open promise of a case is due; null when none is. Whoever calls has locked the case. */
export const setPromiseDue = async (tx: Tx, caseId: number, at: Date | null): Promise<void> => {
  await tx.updateTable('cases').set({ promise_due_at: at }).where('id', '=', caseId).execute()
}

/** Writes which service clock of a case is due next, and when. Whoever calls has locked the case. */
export const setClockDue = async (
  tx: Tx,
  caseId: number,
  due: { at: Date; kind: ClockKind } | null,
): Promise<void> => {
  await tx
    .updateTable('cases')
    .set({ clock_due_at: due?.at ?? null, clock_due_kind: due?.kind ?? null })
    .where('id', '=', caseId)
    .execute()
}
