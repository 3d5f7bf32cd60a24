import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import { sessionIsLive } from '../../platform/identity/sessions.ts'

interface Found {
  readonly id: number
  readonly customerId: number
  readonly stale: boolean
}

/**
 * The customer behind a session: whoever holds the address it was opened with, as of now. Null when the session
 * is over, or nobody has that address any more.
 */
export const findCustomer = async (db: Database, hash: Buffer): Promise<CustomerActor | null> => {
  const { rows } = await sql<Found>`select s.id, ad.customer_id as "customerId",
      s.last_seen_at < now() - interval '1 minute' as stale
    from sessions s join accounts a on a.id = s.account_id and a.kind = 'customer' and a.disabled_at is null
    join addresses ad on ad.kind = 'email' and ad.value = lower(a.email)
    where s.token_sha256 = ${hash} and ${sessionIsLive}`.execute(db)
  const [found] = rows
  if (!found) return null
  if (found.stale) noteUse(db, found.id)
  return { kind: 'customer', customerId: found.customerId, sessionId: found.id }
}

// Nobody waits for it, and a lost one costs nothing: the next visit writes it.
const noteUse = (db: Database, id: number): void => {
  const write = sql`update sessions set last_seen_at = now()
    where id = ${id} and last_seen_at < now() - interval '1 minute'`
  void write.execute(db).catch(() => undefined)
}

/** Whose address this is, and how they are called; undefined for nobody's. */
export const holderOfEmail = (db: Database, email: string) =>
  db
    .selectFrom('addresses')
    .innerJoin('customers', 'customers.id', 'addresses.customer_id')
    .select(['customers.id', 'customers.name', 'customers.locale', 'addresses.value'])
    .where('addresses.kind', '=', 'email')
    .where('addresses.value', '=', email.toLowerCase())
    .executeTakeFirst()

/** The address and the customer behind an account of theirs. */
export const holderOfAccount = (db: Database, accountId: number) =>
  db
    .selectFrom('accounts')
    .innerJoin('addresses', (join) =>
      join.on('addresses.kind', '=', 'email').on(sql`addresses.value`, '=', sql`lower(accounts.email)`),
    )
    .innerJoin('customers', 'customers.id', 'addresses.customer_id')
    .select([
      'customers.id as customerId',
      'customers.name',
      'customers.locale',
      'addresses.shown as email',
      'addresses.id as addressId',
    ])
    .where('accounts.id', '=', accountId)
    .where('accounts.kind', '=', 'customer')
    .where('accounts.disabled_at', 'is', null)
    .executeTakeFirst()

/** Whoever opened a link that was mailed to an address has shown that it is theirs. */
export const markVerified = async (db: Database, addressId: number): Promise<void> => {
  await db
    .updateTable('addresses')
    .set({ verified_at: sql<Date>`now()` })
    .where('id', '=', addressId)
    .where('verified_at', 'is', null)
    .execute()
}
