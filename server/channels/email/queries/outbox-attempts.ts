import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'

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

/** One attempt to send a mail, which is ours by its claim. */
export interface Attempt {
  readonly outgoing: Outgoing
  readonly claim: string
  /** Those who do not have it yet. */
  readonly to: readonly string[]
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

/** Ends a mail that was taken back, whatever its attempt says later. */
export const closeOutgoing = async (tx: Tx, id: number): Promise<void> => {
  await tx.updateTable('outbox').set({ state: 'taken-back', claim: null }).where('id', '=', id).execute()
}

/** Those whom an earlier mail of the same case has not reached yet and is still to be sent to. */
export const behindEarlier = async (tx: Tx, outboxId: number, caseId: number): Promise<string[]> => {
  // One that is just ending is waited for: it lets go only those that it sees waiting.
  await sql`select from outbox o join messages m on m.id = o.message_id
    where m.case_id = ${caseId} and o.id < ${outboxId} and o.state in ('held', 'queued', 'deferred', 'sending')
    order by o.id for share of o`.execute(tx)
  const { rows } = await sql<{ address: string }>`
    select r.address from outbox_recipients r
    where r.outbox_id = ${outboxId} and exists (
      select from outbox earlier
        join messages m on m.id = earlier.message_id
        join outbox_recipients e on e.outbox_id = earlier.id
      where m.case_id = ${caseId} and earlier.id < ${outboxId} and e.address = r.address
        and earlier.state in ('held', 'queued', 'deferred', 'sending') and e.state in ('queued', 'deferred'))
    order by r.address`.execute(tx)
  return rows.map(({ address }) => address)
}
