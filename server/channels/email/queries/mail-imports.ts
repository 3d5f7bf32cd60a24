import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'

export interface NewImport {
  readonly mailboxId: number
  readonly name: string
  readonly fileKey: string | null
  readonly path: string | null
  readonly isSent: boolean
  readonly openSince: Date | null
}

export const insertImport = async (tx: Tx, input: NewImport): Promise<number> => {
  const { id } = await tx
    .insertInto('mail_imports')
    .values({
      mailbox_id: input.mailboxId,
      name: input.name,
      file_key: input.fileKey,
      path: input.path,
      is_sent: input.isSent,
      open_since: input.openSince,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const selectImports = (db: Database) =>
  db
    .selectFrom('mail_imports as i')
    .innerJoin('mailboxes as m', 'm.id', 'i.mailbox_id')
    .select(['i.id', 'i.mailbox_id as mailboxId', 'm.address', 'i.name', 'i.file_key as fileKey', 'i.path'])
    .select([
      'i.is_sent as isSent',
      'i.open_since as openSince',
      'i.cursor',
      'i.position',
      'i.total',
      'i.seen',
    ])
    .select(['i.started_at as startedAt', 'i.updated_at as updatedAt', 'i.ended_at as endedAt', 'i.fault'])

/** One import with all it needs to go on; undefined when there is none. */
export const findImport = (db: Database, id: number) =>
  selectImports(db).where('i.id', '=', id).executeTakeFirst()
export type MailImport = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** An import of this path into this mailbox that has not come to its end. */
export const unfinishedImport = (db: Database, mailboxId: number, path: string) =>
  selectImports(db)
    .where('i.mailbox_id', '=', mailboxId)
    .where('i.path', '=', path)
    .where('i.ended_at', 'is', null)
    .orderBy('i.id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** What became of the mails of imports: those not named were on record already. */
export const outcomesOf = async (db: Database, ids: readonly number[]) => {
  if (ids.length === 0) return []
  return db
    .selectFrom('raw_mails')
    .select(({ fn }) => ['import_id as importId', 'state', fn.countAll<number>().as('count')])
    .where('import_id', 'in', [...ids])
    .groupBy(['import_id', 'state'])
    .execute()
}

/** The newest imports. Only administrators get here, and they see all. */
export const newestImports = (db: Database, limit: number) =>
  selectImports(db).orderBy('i.id', 'desc').limit(limit).execute()

export interface Progress {
  readonly cursor: string
  readonly position: number
  readonly total: number
  readonly seen: number
}

/** Writes down how far an import has come: after a crash it goes on there. */
export const saveProgress = async (db: Database, id: number, progress: Progress): Promise<void> => {
  await db
    .updateTable('mail_imports')
    .set({ ...progress, updated_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
}

/** @param fault why it could not go on, in words; null when all of it was brought in */
export const endImport = async (db: Database, id: number, fault: string | null): Promise<void> => {
  await db
    .updateTable('mail_imports')
    .set({ ended_at: sql<Date>`now()`, updated_at: sql<Date>`now()`, fault })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}
