import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { AddressKind, NormalAddress } from '../rules.ts'

export interface AddressHolder {
  readonly customerId: number
  readonly organisationId: number | null
}

/** Who is known by an address. */
export const holderOf = (db: Database, { kind, value }: NormalAddress): Promise<AddressHolder | undefined> =>
  db
    .selectFrom('addresses')
    .innerJoin('customers', 'customers.id', 'addresses.customer_id')
    .select(['customers.id as customerId', 'customers.organisation_id as organisationId'])
    .where('addresses.kind', '=', kind)
    .where('addresses.value', '=', value)
    .executeTakeFirst()

/**
 * Gives a customer an address. Waits for a parallel transaction that adds the same one.
 * @returns its id, or null when somebody has it already
 */
export const addAddress = async (
  tx: Tx,
  customerId: number,
  { kind, shown, value }: NormalAddress,
): Promise<number | null> => {
  const added = await tx
    .insertInto('addresses')
    .values({ customer_id: customerId, kind, shown, value })
    .onConflict((conflict) => conflict.columns(['kind', 'value']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id ?? null
}

/** The organisation a domain belongs to; null when there is none or more than one. */
export const organisationOfDomain = async (db: Database, domain: string): Promise<number | null> => {
  const rows = await db
    .selectFrom('organisations')
    .select('id')
    .where('domains', '@>', sql<string[]>`array[${domain}]`)
    .limit(2)
    .execute()
  return rows.length === 1 ? (rows[0]?.id ?? null) : null
}

/** The addresses of a customer in the order they were added. */
export const addressesOf = (db: Database, customerId: number) =>
  db
    .selectFrom('addresses')
    .select([
      'id',
      sql<AddressKind>`kind`.as('kind'),
      'shown',
      'value',
      sql<boolean>`verified_at is not null`.as('verified'),
    ])
    .where('customer_id', '=', customerId)
    .orderBy('id')
    .execute()

/** The e-mail addresses of a customer as they are compared, in the order they were added. */
export const emailsOf = async (db: Database, customerId: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('addresses')
    .select('value')
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'email')
    .orderBy('id')
    .execute()
  return rows.map(({ value }) => value)
}

export const deleteAddress = async (tx: Tx, id: number): Promise<void> => {
  await tx.deleteFrom('addresses').where('id', '=', id).execute()
}
