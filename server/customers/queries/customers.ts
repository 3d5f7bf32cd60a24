import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { CustomerSummary } from '../contract.ts'
import type { FieldValue } from '../rules.ts'

/** The columns of a {@link CustomerSummary} for a row of `customers` as `c`. */
export const summaryColumns = sql`c.id, c.name,
  (select name from organisations where id = c.organisation_id) as "organisationName",
  (select shown from addresses where customer_id = c.id order by kind <> 'email', id limit 1) as address`

/** How customers are shown in a line, by id; unknown ids are missing. */
export const customerSummaries = async (
  db: Database,
  ids: readonly number[],
): Promise<Map<number, CustomerSummary>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<CustomerSummary>`select ${summaryColumns}
    from customers c where c.id = any(${[...ids]}::bigint[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** @returns the new customer's id */
export const addCustomer = async (
  tx: Tx,
  values: {
    name: string
    organisation_id: number | null
    locale?: string | null
    time_zone?: string | null
    fields?: string
  },
): Promise<number> => {
  const { id } = await tx.insertInto('customers').values(values).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Removes a customer who was added a moment ago in this transaction and turned out to be known. */
export const forgetCustomer = async (tx: Tx, id: number): Promise<void> => {
  await tx.deleteFrom('customers').where('id', '=', id).execute()
}

export const customerExists = async (db: Database, id: number): Promise<boolean> =>
  (await db.selectFrom('customers').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export interface CustomerRow {
  readonly id: number
  readonly name: string
  readonly organisation: { readonly id: number; readonly name: string } | null
  readonly locale: string | null
  readonly timeZone: string | null
  readonly fields: Record<string, FieldValue>
  readonly createdAt: Date
  readonly version: number
}

/** A customer without addresses and notes. */
export const findCustomer = async (db: Database, id: number): Promise<CustomerRow | undefined> => {
  const { rows } = await sql<CustomerRow>`select c.id, c.name, c.locale, c.time_zone as "timeZone", c.fields,
    c.created_at as "createdAt", c.version,
    case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organisation
    from customers c left join organisations o on o.id = c.organisation_id where c.id = ${id}`.execute(db)
  return rows[0]
}

/** Reads a customer for a change: nobody else changes them until this transaction ends. */
export const lockCustomer = async (tx: Tx, id: number): Promise<CustomerRow | undefined> => {
  await tx.selectFrom('customers').select('id').where('id', '=', id).forUpdate().execute()
  return findCustomer(tx, id)
}

/** Writes a change and counts the version up; what is undefined stays. */
export const updateCustomer = async (
  tx: Tx,
  id: number,
  change: {
    readonly name?: string | undefined
    readonly organisation_id?: number | null | undefined
    readonly locale?: string | null | undefined
    readonly time_zone?: string | null | undefined
    readonly fields?: string | undefined
  },
): Promise<void> => {
  await tx
    .updateTable('customers')
    .set(change)
    .set({ version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** A customer with the key by which the list is sorted. */
export interface ListedCustomer extends CustomerSummary {
  readonly sorted: string
}

/** All customers by name. @param after name and id of the last one already shown */
export const listCustomers = async (
  db: Database,
  limit: number,
  after: { readonly sorted: string; readonly id: number } | null,
  organisationId: number | null = null,
): Promise<ListedCustomer[]> => {
  const theirs = organisationId === null ? sql`true` : sql`organisation_id = ${organisationId}`
  const rest = after
    ? sql`where ${theirs} and (lower(c.name), c.id) > (${after.sorted}, ${after.id})`
    : sql`where ${theirs}`
  const { rows } = await sql<ListedCustomer>`select ${summaryColumns}, lower(c.name) as sorted
    from customers c ${rest} order by lower(c.name), c.id limit ${limit}`.execute(db)
  return rows
}
