import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { FieldValue } from '../rules.ts'
import { likePatterns } from './search.ts'

export interface OrganisationRow {
  readonly id: number
  readonly name: string
  readonly domains: string[]
  readonly fields: Record<string, FieldValue>
  readonly calendarId: number | null
  readonly sharesCases: boolean
  readonly version: number
  /** The key by which the list is sorted. */
  readonly sorted: string
}

const columns = sql`id, name, domains, fields, calendar_id as "calendarId", shares_cases as "sharesCases", version, lower(name) as sorted`

export const findOrganisation = async (db: Database, id: number): Promise<OrganisationRow | undefined> => {
  const { rows } = await sql<OrganisationRow>`select ${columns} from organisations where id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** Reads an organisation for a change. */
export const lockOrganisation = async (tx: Tx, id: number): Promise<OrganisationRow | undefined> => {
  await tx.selectFrom('organisations').select('id').where('id', '=', id).forUpdate().execute()
  return findOrganisation(tx, id)
}

/** Organisations by name, all or those whose name or domain has the letters typed. */
export const listOrganisations = async (
  db: Database,
  q: string,
  limit: number,
  after: { readonly sorted: string; readonly id: number } | null,
): Promise<OrganisationRow[]> => {
  const { begin, inside } = likePatterns(q)
  const found =
    q.trim() === ''
      ? sql`true`
      : sql`(name ilike ${begin} or name ilike ${inside}
          or exists (select from unnest(domains) domain where domain like ${begin}))`
  const rest = after ? sql`(lower(name), id) > (${after.sorted}, ${after.id})` : sql`true`
  const { rows } = await sql<OrganisationRow>`select ${columns} from organisations
    where ${found} and ${rest} order by lower(name), id limit ${limit}`.execute(db)
  return rows
}

/** @returns the new organisation's id */
export const addOrganisation = async (
  tx: Tx,
  values: {
    name: string
    domains: string[]
    fields: string
    calendar_id: number | null
    shares_cases: boolean
  },
): Promise<number> => {
  const { id } = await tx.insertInto('organisations').values(values).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Writes a change and counts the version up; what is undefined stays. */
export const updateOrganisation = async (
  tx: Tx,
  id: number,
  change: {
    readonly name?: string | undefined
    readonly domains?: string[] | undefined
    readonly fields?: string | undefined
    readonly calendar_id?: number | null | undefined
    readonly shares_cases?: boolean | undefined
  },
): Promise<void> => {
  await tx
    .updateTable('organisations')
    .set(change)
    .set({ version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export const deleteOrganisation = async (tx: Tx, id: number): Promise<void> => {
  await tx.deleteFrom('organisations').where('id', '=', id).execute()
}
