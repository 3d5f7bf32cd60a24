import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'

export interface NewRawMail {
  readonly mailboxId: number | null
  readonly fileKey: string
  readonly sha256: Buffer
  readonly size: number
  readonly arrivedBy: 'smtp' | 'imap' | 'import'
  readonly mailFrom: string | null
  readonly recipients: readonly string[]
  readonly peer: string | null
  readonly helo: string | null
  readonly imapUid: number | null
  readonly uidValidity: number | null
  readonly deliveryKey: Buffer
  /** The import that brought it; none for mail that came by itself. */
  readonly importId?: number
  /** When it reached us; now when left out. */
  readonly receivedAt?: Date
}

/** The id of the new row; null when the same delivery is on record already. */
export const insertRawMail = async (tx: Tx, mail: NewRawMail): Promise<number | null> => {
  const row = await tx
    .insertInto('raw_mails')
    .values({
      mailbox_id: mail.mailboxId,
      file_key: mail.fileKey,
      sha256: mail.sha256,
      size: mail.size,
      arrived_by: mail.arrivedBy,
      mail_from: mail.mailFrom,
      recipients: [...mail.recipients],
      peer: mail.peer,
      helo: mail.helo,
      imap_uid: mail.imapUid,
      uid_validity: mail.uidValidity,
      delivery_key: mail.deliveryKey,
      import_id: mail.importId ?? null,
      ...(mail.receivedAt && { received_at: mail.receivedAt }),
    })
    .onConflict((conflict) => conflict.column('delivery_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** Which of these deliveries are on record already. */
export const knownDeliveries = async (db: Database, keys: readonly Buffer[]): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('raw_mails')
    .select('delivery_key')
    .where('delivery_key', 'in', [...keys])
    .execute()
  return new Set(rows.map((row) => row.delivery_key.toString('hex')))
}

/** Mails that were stored long ago and never dealt with, and that no job will read any more. */
export const overlookedMails = async (db: Database, olderThan: Date, limit: number): Promise<number[]> => {
  const rows = await db
    .selectFrom('raw_mails')
    .select('id')
    .where('state', '=', 'received')
    .where('received_at', '<', olderThan)
    .where(
      sql<boolean>`not exists (select from graphile_worker.jobs
        where key = 'email.receive:' || raw_mails.id and attempts < max_attempts)`,
    )
    .orderBy('received_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** On which cases mails were put; those that no case shows are left out. */
export const placesOf = async (db: Database, ids: readonly number[]) => {
  const rows = await db
    .selectFrom('raw_mails')
    .select(['case_id as caseId', 'message_id as messageId'])
    .where('id', 'in', [...ids])
    .where('state', '=', 'placed')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ caseId, messageId }) =>
    caseId === null || messageId === null ? [] : [{ caseId, messageId }],
  )
}
