import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { NoticedPromise } from '../contract.ts'
import type { Noticed } from '../rules/notice.ts'

/** Writes down what sounds like a promise in a message; once, however often it is read. */
export const insertNoticed = async (
  tx: Tx,
  { messageId, saidBy }: { messageId: number; saidBy: number },
  noticed: readonly Noticed[],
): Promise<number> => {
  if (noticed.length === 0) return 0
  const rows = noticed.map(({ what, dueAt, timeGiven }) => ({
    message_id: messageId,
    said_by: saidBy,
    what,
    due_at: dueAt,
    time_given: timeGiven,
  }))
  const added = await tx
    .insertInto('noticed_promises')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return added.length
}

/** What this person wrote on a case that sounds like a promise, still to come and not answered yet. */
export const noticedOf = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
): Promise<NoticedPromise[]> => {
  const rows = await unanswered(db, actor.staffId)
    .select(['n.id', 'n.message_id as messageId', 'n.what', 'n.due_at as dueAt', 'n.time_given as timeGiven'])
    .where('messages.case_id', '=', caseId)
    .where('n.due_at', '>', sql<Date>`now()`)
    .orderBy('n.due_at')
    .orderBy('n.id')
    .execute()
  return rows.map(({ dueAt, ...row }) => ({ ...row, dueAt: dueAt.toISOString() }))
}

const unanswered = (db: Database, staffId: number) =>
  db
    .selectFrom('noticed_promises as n')
    .innerJoin('messages', 'messages.id', 'n.message_id')
    .where('n.said_by', '=', staffId)
    .where('n.answered_at', 'is', null)
    .where('messages.delivery', 'is distinct from', 'taken-back')

/** Locks something noticed that this person wrote and has not answered; undefined when there is none. */
export const lockNoticed = (tx: Tx, actor: StaffActor, id: number) =>
  unanswered(tx, actor.staffId)
    .select(['n.id', 'n.message_id as messageId', 'messages.case_id as caseId'])
    .where('n.id', '=', id)
    .forUpdate('n')
    .executeTakeFirst()

/** Its writer has said whether it is one; `promiseId` is the promise it became. */
export const answerNoticed = async (tx: Tx, id: number, promiseId: number | null): Promise<void> => {
  await tx
    .updateTable('noticed_promises')
    .set({ answered_at: sql<Date>`now()`, promise_id: promiseId })
    .where('id', '=', id)
    .execute()
}
