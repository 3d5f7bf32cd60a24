import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Mailbox } from '../mime/mail.ts'

const columns = [
  'id',
  'mail_from as mailFrom',
  'recipients',
  'size',
  'received_at as receivedAt',
  'state',
  'reason',
  'attempts',
  'head_name as headName',
  'head_address as headAddress',
  'head_subject as headSubject',
] as const

export interface KeptMailFilter {
  readonly states: readonly ('received' | 'placed' | 'ignored' | 'quarantined')[]
  /** Only mails older than this id. */
  readonly before: number | null
  readonly limit: number
}

/** Mails in these states, newest first. Only administrators get here, and they see all. */
export const keptMails = (db: Database, { states, before, limit }: KeptMailFilter) =>
  db
    .selectFrom('raw_mails')
    .select(columns)
    .where('state', 'in', [...states])
    .$if(before !== null, (query) => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
export type KeptMailRow = Awaited<ReturnType<typeof keptMails>>[number]

/** One kept mail, whatever its state. */
export const keptMail = (db: Database, id: number) =>
  db
    .selectFrom('raw_mails')
    .select([...columns, 'file_key as fileKey', 'mailbox_id as mailboxId'])
    .where('id', '=', id)
    .where('state', '<>', 'removed')
    .$narrowType<{ fileKey: string }>()
    .executeTakeFirst()

/** Holds a mail that no case shows, and that is in nobody's hands, for this transaction; undefined for others. */
export const holdKeptMail = (tx: Tx, id: number) =>
  tx
    .selectFrom('raw_mails')
    .select([...columns, 'file_key as fileKey', 'mailbox_id as mailboxId'])
    .where('id', '=', id)
    .where('state', 'in', ['quarantined', 'ignored'])
    .$narrowType<{ fileKey: string }>()
    .forUpdate()
    .executeTakeFirst()
export type HeldMail = NonNullable<Awaited<ReturnType<typeof holdKeptMail>>>

/** What can be told of a mail that could not be read as a whole. */
export interface MailHead {
  readonly from: Mailbox | null
  readonly subject: string | null
}

/** Writes down what could be read of a mail that could not be read as a whole. */
export const saveHead = async (tx: Tx, id: number, { from, subject }: MailHead): Promise<void> => {
  await tx
    .updateTable('raw_mails')
    .set({ head_name: from?.name ?? null, head_address: from?.address ?? null, head_subject: subject })
    .where('id', '=', id)
    .execute()
}

/** Takes the bytes from a mail; those that nothing else holds are swept within a day. */
export const dropBytes = async (tx: Tx, id: number, fileKey: string): Promise<void> => {
  await tx
    .updateTable('raw_mails')
    .set({ state: 'removed', file_key: null, processed_at: new Date() })
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('files')
    .set({ linked_at: null })
    .where('key', '=', fileKey)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('raw_mails').select('id').where('file_key', '=', fileKey))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('attachments').select('id').where('file_key', '=', fileKey))),
    )
    .execute()
}

/** Puts a mail that is held back in line. */
export const releaseKeptMail = (tx: Tx, id: number) =>
  tx
    .updateTable('raw_mails')
    .set({ state: 'received', reason: null, processed_at: null })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()

/** Puts mails that need help back in line, oldest first: all, or those that another version of the desk judged. */
export const releaseQuarantined = async (
  tx: Tx,
  { notJudgedBy, limit }: { notJudgedBy: string | null; limit: number },
): Promise<number[]> => {
  const rows = await tx
    .updateTable('raw_mails')
    .set({ state: 'received', reason: null, processed_at: null, judged_by: null })
    .where('id', 'in', (select) =>
      select
        .selectFrom('raw_mails')
        .select('id')
        .where('state', '=', 'quarantined')
        .$if(notJudgedBy !== null, (query) => query.where('judged_by', 'is distinct from', notJudgedBy))
        .orderBy('received_at')
        .limit(limit),
    )
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}
