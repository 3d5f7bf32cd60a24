import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Waiting } from '../rules/recipients.ts'
import { insertRecipients } from './recipients.ts'

export type OutboxState =
  | 'held'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'deferred'
  | 'failed'
  | 'uncertain'
  | 'taken-back'

export interface NewOutgoing {
  readonly messageId: number
  readonly mailboxId: number | null
  readonly headerMessageId: string
  readonly envelopeFrom: string
  readonly recipients: readonly string[]
  /** Held until then. */
  readonly undoUntil: Date
}

/** @returns the id of the row, which its message's transaction commits or not at all */
export const insertOutgoing = async (tx: Tx, outgoing: NewOutgoing): Promise<number> => {
  const { id } = await tx
    .insertInto('outbox')
    .values({
      message_id: outgoing.messageId,
      mailbox_id: outgoing.mailboxId,
      header_message_id: outgoing.headerMessageId,
      envelope_from: outgoing.envelopeFrom,
      next_try_at: outgoing.undoUntil,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertRecipients(tx, id, outgoing.recipients)
  return id
}

const LEASE = sql<Date>`now() + interval '30 seconds'`

/** Locks a row in line or under way, after whoever looks at it now: its job comes but once. Undefined at its end. */
export const lockOutgoing = (tx: Tx, id: number) =>
  tx
    .selectFrom('outbox')
    .innerJoin('messages', 'messages.id', 'outbox.message_id')
    .select([
      'outbox.id',
      'outbox.message_id as messageId',
      'messages.case_id as caseId',
      'outbox.mailbox_id as mailboxId',
      'outbox.header_message_id as headerMessageId',
      'outbox.envelope_from as envelopeFrom',
      'outbox.state',
      'outbox.attempts',
      'outbox.data_begun_at as dataBegunAt',
      'outbox.next_try_at as nextTryAt',
      'outbox.created_at as createdAt',
      sql<boolean>`outbox.next_try_at <= now()`.as('isDue'),
    ])
    .where('outbox.id', '=', id)
    .where('outbox.state', 'in', ['held', 'queued', 'deferred', 'sending'])
    .forUpdate('outbox')
    .executeTakeFirst()
export type Outgoing = NonNullable<Awaited<ReturnType<typeof lockOutgoing>>>

/** Makes the attempt ours for the length of a lease. @returns the claim that proves it */
export const claimOutgoing = async (tx: Tx, id: number): Promise<string> => {
  const claim = randomUUID()
  await tx
    .updateTable('outbox')
    .set({
      state: 'sending',
      claim,
      waiting: null,
      data_begun_at: null,
      next_try_at: LEASE,
      attempts: sql<number>`attempts + 1`,
    })
    .where('id', '=', id)
    .execute()
  return claim
}

/** Keeps the attempt ours; false when it is not any more. */
export const renewLease = async (db: Database, id: number, claim: string): Promise<boolean> => {
  const row = await db
    .updateTable('outbox')
    .set({ next_try_at: LEASE })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .where('state', '=', 'sending')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Committed before the first byte of the text leaves: from now on a lost connection leaves us uncertain. */
export const markDataBegun = async (db: Database, id: number, claim: string): Promise<boolean> => {
  const row = await db
    .updateTable('outbox')
    .set({ data_begun_at: sql<Date>`now()`, next_try_at: LEASE })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .where('state', '=', 'sending')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Lets an attempt end; false when another attempt has taken its place. Call `settleOutgoing` next. */
export const endAttempt = async (tx: Tx, id: number, claim: string, reply: string): Promise<boolean> => {
  const row = await tx
    .updateTable('outbox')
    .set({ last_reply: reply, claim: null })
    .where('id', '=', id)
    .where('claim', '=', claim)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

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

/** Ends a mail that was taken back, whatever its attempt says later. */
export const closeOutgoing = async (tx: Tx, id: number): Promise<void> => {
  await tx.updateTable('outbox').set({ state: 'taken-back', claim: null }).where('id', '=', id).execute()
}

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

/** Takes the mail of a message out of line while it is held; false when it is too late. */
export const takeBackOutgoing = async (tx: Tx, messageId: number): Promise<boolean> => {
  const row = await tx
    .updateTable('outbox')
    .set({ state: 'taken-back' })
    .where('message_id', '=', messageId)
    .where('state', '=', 'held')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The mail of ours that bears one of these Message-IDs. */
export const outgoingByHeaderId = async (db: Database, ids: readonly string[]) => {
  if (ids.length === 0) return undefined
  return db
    .selectFrom('outbox')
    .select(['id', 'message_id as messageId'])
    .where('header_message_id', 'in', [...new Set(ids)])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
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
