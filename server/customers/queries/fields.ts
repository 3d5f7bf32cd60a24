import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
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
