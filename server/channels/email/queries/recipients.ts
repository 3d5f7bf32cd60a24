import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { RecipientEnd, Waiting } from '../rules/recipients.ts'

/** What became of a mail for each of those it is for. */
export const recipientsOf = (db: Database, outboxId: number) =>
  db
    .selectFrom('outbox_recipients')
    .select(['address', 'reply'])
    .select((row) => [
      row.ref('state').$castTo<RecipientEnd['state']>().as('state'),
      row.ref('reason').$castTo<RecipientEnd['reason']>().as('reason'),
    ])
    .where('outbox_id', '=', outboxId)
    .orderBy('position')
    .orderBy('address')
    .execute()

/** Writes down what became of some of them. */
export const endRecipients = async (
  tx: Tx,
  outboxId: number,
  ends: readonly RecipientEnd[],
): Promise<void> => {
  await sql`update outbox_recipients r
    set state = e.state, reason = e.reason, reply = e.reply, changed_at = now()
    from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb)
      as e (address text, state text, reason text, reply text)
    where r.outbox_id = ${outboxId} and r.address = e.address`.execute(tx)
}

/** Lets the later mails of a case that waited for this one be tried now. @returns their ids */
export const releaseFollowers = async (tx: Tx, outboxId: number, caseId: number): Promise<number[]> => {
  const rows = await tx
    .updateTable('outbox')
    .from('messages')
    .set({ next_try_at: sql<Date>`now()`, waiting: null })
    .whereRef('messages.id', '=', 'outbox.message_id')
    .where('messages.case_id', '=', caseId)
    .where('outbox.id', '>', outboxId)
    .where('outbox.waiting', '=', 'order')
    .where('outbox.state', 'in', ['queued', 'deferred'])
    .returning('outbox.id')
    .execute()
  return rows.map(({ id }) => id)
}

export type OutboxState =
  | 'held'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'deferred'
  | 'failed'
  | 'uncertain'
  | 'taken-back'

/** Where a mail stands between its attempts, or at its end. */
export const placeOutgoing = async (
  tx: Tx,
  id: number,
  { state, nextTryAt, waiting = null }: { state: OutboxState; nextTryAt?: Date; waiting?: Waiting | null },
): Promise<void> => {
  await tx
    .updateTable('outbox')
    .set({
      state,
      waiting,
      ...(nextTryAt && { next_try_at: nextTryAt }),
      ...(state === 'sent' && { sent_at: sql<Date>`coalesce(sent_at, now())` }),
    })
    .where('id', '=', id)
    .execute()
}
