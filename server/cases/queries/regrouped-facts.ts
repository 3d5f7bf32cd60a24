import type { Tx } from '../../platform/db/transaction.ts'

/** Facts of a case that hang on nothing that was said: they go along only with the whole case. */
export const looseFacts = async (tx: Tx, caseId: number): Promise<number[]> => {
  const rows = await tx
    .selectFrom('facts')
    .select('id')
    .where('case_id', '=', caseId)
    .where('message_id', 'is', null)
    .where('contact_id', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export const moveFacts = async (tx: Tx, factIds: readonly number[], caseId: number): Promise<void> => {
  if (factIds.length === 0) return
  await tx.updateTable('facts').set({ case_id: caseId }).where('id', 'in', factIds).execute()
}
