import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { version } from '../../../platform/places.ts'

const HOUR_MS = 3_600_000

const columns = [
  'id',
  'mailbox_id as mailboxId',
  'file_key as fileKey',
  'size',
  'arrived_by as arrivedBy',
  'peer',
  'helo',
  'mail_from as mailFrom',
  'recipients',
  'received_at as receivedAt',
  'import_id as importId',
  'state',
  'attempts',
] as const

/** A mail that waits to be read, by the job or again after help; null when it was dealt with. */
export const waitingMail = (db: Database, id: number) =>
  db
    .selectFrom('raw_mails')
    .select(columns)
    .where('id', '=', id)
    .where('state', '=', 'received')
    // Only what was removed has no bytes.
    .$narrowType<{ fileKey: string }>()
    .executeTakeFirst()
export type WaitingMail = NonNullable<Awaited<ReturnType<typeof waitingMail>>>

/** Holds the row for this transaction; false when somebody else has dealt with it meanwhile. */
export const holdWaitingMail = async (tx: Tx, id: number): Promise<boolean> => {
  const row = await tx
    .selectFrom('raw_mails')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'received')
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export interface MailOutcome {
  readonly state: 'placed' | 'ignored' | 'quarantined'
  readonly reason?: string
  readonly caseId?: number
  readonly messageId?: number
}

/** Writes down what became of a mail. */
export const settleMail = async (tx: Tx, id: number, outcome: MailOutcome): Promise<void> => {
  await tx
    .updateTable('raw_mails')
    .set({
      state: outcome.state,
      reason: outcome.reason ?? null,
      case_id: outcome.caseId ?? null,
      message_id: outcome.messageId ?? null,
      attempts: sql<number>`attempts + 1`,
      processed_at: new Date(),
      judged_by: version,
    })
    .where('id', '=', id)
    .execute()
}

/** Writes down that a machine wrote a mail. @returns how many it wrote before, in the hour before it arrived */
export const countMachine = async (
  db: Database,
  { id, receivedAt }: Pick<WaitingMail, 'id' | 'receivedAt'>,
  sender: string,
): Promise<number> => {
  await db.updateTable('raw_mails').set({ sender }).where('id', '=', id).execute()
  const before = await db
    .selectFrom('raw_mails')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('sender', '=', sender)
    .where('received_at', '>', new Date(receivedAt.getTime() - HOUR_MS))
    .where('id', '<', id)
    .executeTakeFirstOrThrow()
  return Number(before.count)
}
