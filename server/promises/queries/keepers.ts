import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'

/** Ids of the promises of a message that are not settled. */
export const unsettledOfMessage = async (tx: Tx, messageId: number): Promise<number[]> => {
  const rows = await tx
    .selectFrom('promises')
    .select('id')
    .where('message_id', '=', messageId)
    .where('settled_how', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** Ids of the promises still to be kept on a case. */
export const unsettledOfCase = async (tx: Tx, caseId: number): Promise<number[]> => {
  const rows = await tx
    .selectFrom('promises')
    .select('id')
    .where('case_id', '=', caseId)
    .where('settled_how', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Promises that this person still has to keep, with the owner of each one's case. */
export const unsettledOfKeeper = async (tx: Tx, staffId: number) => {
  const { rows } = await sql<{ id: number; case_id: number; owner_id: number }>`
    select p.id, p.case_id, cases.owner_id from promises p join cases on cases.id = p.case_id
    where p.keeper_id = ${staffId} and p.settled_how is null order by p.id`.execute(tx)
  return rows
}
