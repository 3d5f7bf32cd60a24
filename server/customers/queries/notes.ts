import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'

const columns = ['id', 'author_id as authorId', 'text', 'created_at as createdAt', 'version'] as const

/** The notes on a customer, newest first. */
export const notesOf = (db: Database, customerId: number) =>
  db
    .selectFrom('customer_notes')
    .select(columns)
    .where('customer_id', '=', customerId)
    .orderBy('id', 'desc')
    .execute()

export const addNote = (tx: Tx, customerId: number, authorId: number, text: string) =>
  tx
    .insertInto('customer_notes')
    .values({ customer_id: customerId, author_id: authorId, text })
    .returning(columns)
    .executeTakeFirstOrThrow()

/** Reads a note for a change; undefined also when it is on another customer. */
export const lockNote = (tx: Tx, customerId: number, id: number) =>
  tx
    .selectFrom('customer_notes')
    .select(columns)
    .where('id', '=', id)
    .where('customer_id', '=', customerId)
    .forUpdate()
    .executeTakeFirst()

/** Writes the text anew and counts the version up. */
export const updateNote = (tx: Tx, id: number, text: string) =>
  tx
    .updateTable('customer_notes')
    .set({ text, version: sql`version + 1` })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()

export const deleteNote = async (tx: Tx, id: number): Promise<void> => {
  await tx.deleteFrom('customer_notes').where('id', '=', id).execute()
}
