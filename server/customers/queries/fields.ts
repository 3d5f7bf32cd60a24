import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { FieldDefinition, fieldObjects } from '../contract.ts'

export type FieldObject = (typeof fieldObjects)[number]

const selectDefinitions = (db: Database) =>
  db
    .selectFrom('field_definitions')
    .select([
      'id',
      sql<FieldObject>`object`.as('object'),
      'key',
      'label',
      sql<FieldDefinition['type']>`type`.as('type'),
      'choices',
      'position',
      'version',
    ])
    .where('retired_at', 'is', null)

/** The own fields in use, in the order they are shown. */
export const fieldDefinitions = (db: Database, object?: FieldObject): Promise<FieldDefinition[]> => {
  const all = selectDefinitions(db).orderBy('object').orderBy('position').orderBy('id')
  return (object ? all.where('object', '=', object) : all).execute()
}

export const findDefinition = (db: Database, id: number): Promise<FieldDefinition | undefined> =>
  selectDefinitions(db).where('id', '=', id).executeTakeFirst()

export interface NewDefinition extends Omit<FieldDefinition, 'id' | 'version' | 'choices'> {
  readonly choices: string[]
}

/** @returns its id, or null when the key is, or was, in use */
export const addDefinition = async (tx: Tx, definition: NewDefinition): Promise<number | null> => {
  const added = await tx
    .insertInto('field_definitions')
    .values(definition)
    .onConflict((conflict) => conflict.columns(['object', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id ?? null
}

/** Reads a field for a change. */
export const lockDefinition = async (tx: Tx, id: number): Promise<FieldDefinition | undefined> => {
  await tx.selectFrom('field_definitions').select('id').where('id', '=', id).forUpdate().execute()
  return findDefinition(tx, id)
}

/** Writes a change and counts the version up; what is undefined stays. */
export const updateDefinition = async (
  tx: Tx,
  id: number,
  change: {
    readonly label?: string | undefined
    readonly choices?: string[] | undefined
    readonly position?: number | undefined
  },
): Promise<void> => {
  await tx
    .updateTable('field_definitions')
    .set(change)
    .set({ version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Hides a field; the values that were written stay with their records. */
export const retireDefinition = async (tx: Tx, id: number): Promise<void> => {
  await tx.updateTable('field_definitions').set({ retired_at: sql`now()` }).where('id', '=', id).execute()
}
