import type { Tx } from '../../platform/db/transaction.ts'
import type { AttentionReason } from '../contract.ts'

/** A look at the case is the answer to these; the others rest until the room that called has its answer. */
const SETTLED_BY_A_LOOK: readonly AttentionReason[] = [
  'mention',
  'bounce',
  'assigned',
  'hand-off-answered',
  'taken-over',
  'escalation-answered',
  'consult-answered',
]

/**
 * Calls people to a case: it stands in their "Needs me now" until they have looked after it. `words` say what for,
 * where the reason alone does not; whoever is called again reads the new ones.
 */
export const callAttention = async (
  tx: Tx,
  caseId: number,
  staffIds: readonly number[],
  reason: AttentionReason,
  words = '',
): Promise<void> => {
  if (staffIds.length === 0) return
  await tx
    .insertInto('attentions')
    .values([...new Set(staffIds)].map((staffId) => ({ staff_id: staffId, case_id: caseId, reason, words })))
    .onConflict((conflict) => conflict.columns(['staff_id', 'case_id', 'reason']).doUpdateSet({ words }))
    .execute()
}

/** This person has looked at the case. */
export const clearAttention = async (tx: Tx, caseId: number, staffId: number): Promise<void> => {
  await tx
    .deleteFrom('attentions')
    .where('case_id', '=', caseId)
    .where('staff_id', '=', staffId)
    .where('reason', 'in', SETTLED_BY_A_LOOK)
    .execute()
}

/** What called people to the case is answered: for these people, or for everybody when none are named. */
export const settleAttention = async (
  tx: Tx,
  caseId: number,
  reason: AttentionReason,
  staffIds?: readonly number[],
): Promise<void> => {
  await tx
    .deleteFrom('attentions')
    .where('case_id', '=', caseId)
    .where('reason', '=', reason)
    .$if(staffIds !== undefined, (query) => query.where('staff_id', 'in', [...(staffIds ?? []), 0]))
    .execute()
}
