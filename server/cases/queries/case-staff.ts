import type { Tx } from '../../platform/db/transaction.ts'

/** Lets colleagues see the case and take part in it. @returns those who could not do so before */
export const addStaff = async (
  tx: Tx,
  caseId: number,
  staffIds: readonly number[],
  part: 'consulted' | 'mentioned' | 'follower',
): Promise<number[]> => {
  if (staffIds.length === 0) return []
  const added = await tx
    .insertInto('case_participants')
    .values(staffIds.map((staffId) => ({ case_id: caseId, staff_id: staffId, part })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('staff_id')
    .execute()
  return added.flatMap(({ staff_id }) => staff_id ?? [])
}
