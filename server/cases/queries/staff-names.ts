import type { Tx } from '../../platform/db/transaction.ts'

/** How a colleague is called. */
export const nameOfStaff = async (tx: Tx, staffId: number): Promise<string> => {
  const { name } = await tx
    .selectFrom('staff')
    .select('name')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  return name
}
