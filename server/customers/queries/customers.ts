import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { CustomerSummary } from '../contract.ts'

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
