import type { Insertable } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { MailHeaders } from '../../../platform/db/schema.generated.ts'
import type { Tx } from '../../../platform/db/transaction.ts'

/** Writes the mail side of a message. */
export const insertHeaders = async (tx: Tx, headers: Insertable<MailHeaders>): Promise<void> => {
  await tx.insertInto('mail_headers').values(headers).execute()
}

/** Names the sender of a mail that was written when there was none. */
export const setSender = async (
  tx: Tx,
  messageId: number,
  sender: { readonly mailboxId: number | null; readonly address: string; readonly replyTo: string },
): Promise<void> => {
  await tx
    .updateTable('mail_headers')
    .set({ mailbox_id: sender.mailboxId, from_address: sender.address, reply_to: [sender.replyTo] })
    .where('message_id', '=', messageId)
    .execute()
}

/** The newest message of ours or theirs that bears one of these Message-IDs. */
export const messageByHeaderId = async (db: Database, ids: readonly string[]): Promise<number | null> => {
  if (ids.length === 0) return null
  const row = await db
    .selectFrom('mail_headers')
    .select('message_id')
    .where('header_message_id', 'in', [...ids])
    .orderBy('message_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.message_id ?? null
}

/** The mail side of the newest mail of a case; the caller has found the case through the actor. */
export const newestHeaders = (db: Database, caseId: number, authorKind?: 'customer') =>
  db
    .selectFrom('mail_headers')
    .innerJoin('messages', 'messages.id', 'mail_headers.message_id')
    .selectAll('mail_headers')
    .where('messages.case_id', '=', caseId)
    .where('messages.delivery', 'is distinct from', 'taken-back')
    .$if(authorKind !== undefined, (query) =>
      query.where('messages.author_kind', '=', authorKind ?? 'customer'),
    )
    .orderBy('messages.id', 'desc')
    .limit(1)
    .executeTakeFirst()

export const headersOf = (db: Database, messageId: number) =>
  db.selectFrom('mail_headers').selectAll().where('message_id', '=', messageId).executeTakeFirst()
