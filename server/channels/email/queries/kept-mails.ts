import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'

const columns = [
  'id',
  'mail_from as mailFrom',
  'recipients',
  'size',
  'received_at as receivedAt',
  'state',
  'reason',
  'attempts',
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
    .select([...columns, 'file_key as fileKey'])
    .where('id', '=', id)
    .executeTakeFirst()

/** Puts a mail back in line; null when it does not wait for help (any more). */
export const releaseKeptMail = (tx: Tx, id: number) =>
  tx
    .updateTable('raw_mails')
    .set({ state: 'received', reason: null, processed_at: null })
    .where('id', '=', id)
    .where('state', 'in', ['quarantined', 'ignored'])
    .returning(columns)
    .executeTakeFirst()

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
