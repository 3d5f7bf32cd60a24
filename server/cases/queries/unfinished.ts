import type { Tx } from '../../platform/db/transaction.ts'

/** Whether this person is accountable for a case that is not finished. */
export const ownsUnfinished = async (tx: Tx, staffId: number): Promise<boolean> => {
  const row = await tx
    .selectFrom('cases')
    .select('id')
    .where('owner_id', '=', staffId)
    .where('state', 'in', ['new', 'open', 'waiting-for-customer', 'solution-proposed', 'unconfirmed'])
    .where('merged_into_id', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
