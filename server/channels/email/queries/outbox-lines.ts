import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'

/** Locks the outgoing mail of a message of this case, whatever became of it; undefined when it has none. */
export const lockEnded = (tx: Tx, caseId: number, messageId: number) =>
  tx
    .selectFrom('outbox')
    .innerJoin('messages', 'messages.id', 'outbox.message_id')
    .select(['outbox.id', 'outbox.envelope_from as envelopeFrom'])
    .where('outbox.message_id', '=', messageId)
    .where('messages.case_id', '=', caseId)
    .forUpdate('outbox')
    .executeTakeFirst()

/** Puts a mail that came to its end back in line as if it were new, from another sender when one is given. */
export const requeueOutgoing = async (
  tx: Tx,
  id: number,
  sender: { readonly mailboxId: number | null; readonly address: string } | null,
): Promise<void> => {
  await tx
    .updateTable('outbox')
    .set({
      ...{ state: 'queued', claim: null, data_begun_at: null, attempts: 0, last_reply: null, waiting: null },
      ...{ created_at: sql<Date>`now()`, next_try_at: sql<Date>`now()` },
      ...(sender && { mailbox_id: sender.mailboxId, envelope_from: sender.address }),
    })
    .where('id', '=', id)
    .execute()
}

/** Lets the mails that wait for their mailbox, or for its limits, be tried now. @returns their ids, oldest first */
export const releaseWaiting = async (tx: Tx, mailboxId: number): Promise<number[]> => {
  const rows = await tx
    .updateTable('outbox')
    .set({ next_try_at: sql<Date>`now()`, waiting: null })
    .where('mailbox_id', '=', mailboxId)
    .where('waiting', 'in', ['mailbox', 'limit'])
    .where('state', 'in', ['queued', 'deferred'])
    .returning('id')
    .execute()
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}

/** Rows whose time came a while ago although their job should have taken them. */
export const overlookedOutgoing = async (db: Database, limit: number): Promise<number[]> => {
  const rows = await db
    .selectFrom('outbox')
    .select('id')
    .where('state', 'in', ['held', 'queued', 'deferred', 'sending'])
    .where('next_try_at', '<', sql<Date>`now() - interval '2 minutes'`)
    .orderBy('next_try_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}
