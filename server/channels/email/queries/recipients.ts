import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { RecipientEnd, Waiting } from '../rules/recipients.ts'

/** Writes down whom a mail is for, in the order in which they were named. */
export const insertRecipients = async (
  tx: Tx,
  outboxId: number,
  addresses: readonly string[],
): Promise<void> => {
  const distinct = [...new Set(addresses.map((address) => address.toLowerCase()))]
  await tx
    .insertInto('outbox_recipients')
    .values(distinct.map((address, position) => ({ outbox_id: outboxId, address, position })))
    .execute()
}

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

/** What became of a message of a case that the caller has found through the actor. */
export const recipientsOfMessage = (db: Database, caseId: number, messageId: number) =>
  db
    .selectFrom('outbox_recipients')
    .innerJoin('outbox', 'outbox.id', 'outbox_recipients.outbox_id')
    .innerJoin('messages', 'messages.id', 'outbox.message_id')
    .leftJoin('mail_headers', 'mail_headers.message_id', 'messages.id')
    .select((row) => [
      'outbox_recipients.address',
      row.ref('outbox_recipients.state').$castTo<RecipientEnd['state']>().as('state'),
      row.ref('outbox_recipients.reason').$castTo<RecipientEnd['reason']>().as('reason'),
      'outbox_recipients.reply',
      'outbox_recipients.changed_at as changedAt',
      row.ref('outbox.waiting').$castTo<Waiting | null>().as('waiting'),
      'outbox.next_try_at as nextTryAt',
      sql<string[]>`coalesce(mail_headers.cc_addresses, '{}')`.as('copied'),
    ])
    .where('messages.case_id', '=', caseId)
    .where('outbox.message_id', '=', messageId)
    .orderBy('outbox_recipients.position')
    .orderBy('outbox_recipients.address')
    .execute()
