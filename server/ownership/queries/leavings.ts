import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'

const selectLeavings = (db: Database) =>
  db
    .selectFrom('leavings')
    .innerJoin('staff', 'staff.id', 'leavings.receiver_id')
    .select([
      'leavings.staff_id as staffId',
      'leavings.receiver_id as receiverId',
      'staff.name as receiverName',
      'leavings.begun_by as begunBy',
      'leavings.begun_at as begunAt',
    ])

export type LeavingRow = Awaited<ReturnType<ReturnType<typeof selectLeavings>['executeTakeFirstOrThrow']>>

/** Whether somebody is on their way out: they are given nothing new. */
export const isLeaving = async (tx: Tx, staffId: number): Promise<boolean> =>
  (await findLeaving(tx, staffId)) !== undefined

export const findLeaving = (db: Database, staffId: number): Promise<LeavingRow | undefined> =>
  selectLeavings(db).where('leavings.staff_id', '=', staffId).executeTakeFirst()

/** Everybody who is on their way out. */
export const allLeavings = (db: Database): Promise<LeavingRow[]> =>
  selectLeavings(db).orderBy('leavings.staff_id').execute()

/** Names who receives what somebody owns; named anew, everything is offered anew. */
export const setLeaving = async (
  tx: Tx,
  leaving: { staffId: number; receiverId: number; begunBy: number },
): Promise<void> => {
  const { staffId, receiverId, begunBy } = leaving
  const row = { receiver_id: receiverId, begun_by: begunBy, begun_at: new Date() }
  await tx
    .insertInto('leavings')
    .values({ staff_id: staffId, ...row })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(row))
    .execute()
}

/** @returns false when they were not leaving */
export const endLeaving = async (tx: Tx, staffId: number): Promise<boolean> => {
  const gone = await tx.deleteFrom('leavings').where('staff_id', '=', staffId).returning('staff_id').execute()
  return gone.length > 0
}
