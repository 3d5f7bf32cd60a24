import type { Tx } from '../../platform/db/transaction.ts'

/** Calls people to a case: it stands in their "Needs me now" until they have looked after it. */
export const callAttention = async (
  tx: Tx,
  caseId: number,
  staffIds: readonly number[],
  reason: 'mention' | 'bounce' | 'assigned',
): Promise<void> => {
  if (staffIds.length === 0) return
  await tx
    .insertInto('attentions')
    .values([...new Set(staffIds)].map((staffId) => ({ staff_id: staffId, case_id: caseId, reason })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** This person has looked after the case. */
export const clearAttention = async (tx: Tx, caseId: number, staffId: number): Promise<void> => {
  await tx.deleteFrom('attentions').where('case_id', '=', caseId).where('staff_id', '=', staffId).execute()
}
