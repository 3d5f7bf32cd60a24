import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'

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
