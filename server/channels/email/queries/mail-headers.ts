import { type Insertable, sql } from 'kysely'
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

const AROUND = 20

/** Messages that a mail answers or that answer it, or the same one, newest first. */
export const messagesAround = async (
  db: Database,
  messageId: string | null,
  answered: readonly string[],
): Promise<number[]> => {
  const theirs = [...answered, ...(messageId === null ? [] : [messageId])]
  if (theirs.length === 0) return []
  const rows = await db
    .selectFrom('mail_headers')
    .select('message_id')
    .where(({ or, eb }) =>
      or([
        ...(answered.length > 0 ? [eb('header_message_id', 'in', [...answered])] : []),
        eb('in_reply_to', 'in', theirs),
      ]),
    )
    .orderBy('message_id', 'desc')
    .limit(AROUND)
    .execute()
  return rows.map((row) => row.message_id)
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

const SIDES = 500

/** The mail side of what customers wrote on a case, newest first; the caller has found the case through the actor. */
export const customersHeaders = (db: Database, caseId: number) =>
  db
    .selectFrom('mail_headers')
    .innerJoin('messages', 'messages.id', 'mail_headers.message_id')
    .select(['message_id as messageId', 'from_address as from', 'reply_to as replyTo', 'verdict'])
    .select(['to_addresses as to', 'cc_addresses as cc', 'forwarded_by as forwardedBy'])
    .where('messages.case_id', '=', caseId)
    .where('messages.author_kind', '=', 'customer')
    .orderBy('messages.id', 'desc')
    .limit(SIDES)
    .execute()

export const headersOf = (db: Database, messageId: number) =>
  db.selectFrom('mail_headers').selectAll().where('message_id', '=', messageId).executeTakeFirst()

/**
 * What a customer wrote last on the case before this message, for quoting it to themselves: never a note, never our
 * own words, never what somebody else wrote or was written.
 * @param to to whom the quoting mail goes
 */
export const quotableBefore = (db: Database, caseId: number, messageId: number, to: readonly string[]) =>
  db
    .selectFrom('messages')
    .innerJoin('mail_headers', 'mail_headers.message_id', 'messages.id')
    .select(['messages.text', 'messages.author_name as authorName', 'messages.sent_at as sentAt'])
    .where('messages.case_id', '=', caseId)
    .where('messages.id', '<', messageId)
    .where('messages.author_kind', '=', 'customer')
    .where('messages.kind', '=', 'message')
    .where(({ or, eb }) =>
      or([
        eb('mail_headers.from_address', 'in', [...to]),
        eb('mail_headers.reply_to', '&&', sql<string[]>`${[...to]}::text[]`),
      ]),
    )
    // Whoever gets the quotation had those words already: a copy of today opens nothing of yesterday.
    .where(
      sql<boolean>`${[...to]}::text[] <@ (mail_headers.from_address || mail_headers.reply_to
        || mail_headers.to_addresses || mail_headers.cc_addresses)`,
    )
    .orderBy('messages.id', 'desc')
    .limit(1)
    .executeTakeFirst()
