import type { Tx } from '../../platform/db/transaction.ts'
import { insertLegs, type LegInput } from './legs.ts'

/** Puts other legs in the place of those that a call was thought to have. */
export const replaceLegs = async (
  tx: Tx,
  contactId: number,
  endedAt: Date,
  legs: readonly LegInput[],
): Promise<void> => {
  await tx.deleteFrom('legs').where('contact_id', '=', contactId).execute()
  await insertLegs(tx, contactId, legs)
  await tx.updateTable('contacts').set({ ended_at: endedAt }).where('id', '=', contactId).execute()
}
