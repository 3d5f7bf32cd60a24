import type { Tx } from '../../platform/db/transaction.ts'

export const contactsOfCase = async (tx: Tx, caseId: number): Promise<number[]> => {
  const rows = await tx
    .selectFrom('contacts')
    .select('id')
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export const notesOfCase = async (tx: Tx, caseId: number): Promise<number[]> => {
  const rows = await tx.selectFrom('notes').select('id').where('case_id', '=', caseId).orderBy('id').execute()
  return rows.map(({ id }) => id)
}
