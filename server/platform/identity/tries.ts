import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../db/pool.ts'
import { type Tx, transact } from '../db/transaction.ts'
import { anonymous } from './actor.ts'

/** Wrong tries an hour: on one account by strangers, and by one network on all accounts. */
export const triesPerHour = { account: 9, address: 40 } as const

/** On what somebody tries, and from where. */
export interface Attempt {
  /** The account as it was named, or the browser in which its owner signed in before. */
  readonly key: string
  /** Null where the network does not count, as for a browser we know. */
  readonly ip: string | null
}

/** The key of whatever was typed as an e-mail; hashed, because people type passwords into the wrong box. */
export const accountKey = (email: string): string =>
  `email:${createHash('sha256').update(email.toLowerCase()).digest('base64url')}`

// A provider gives a household a whole /64 of IPv6 addresses, so they count as one.
const network = (ip: string | null) =>
  sql<string | null>`(select case family(a) when 6 then network(set_masklen(a, 64))::inet else a end
    from (select ${ip}::inet as a) as given)`

/**
 * Counts a try before it is made, so that a thousand at once are a thousand. The lock makes them queue.
 * @returns the try, to be taken back with {@link endTry} when it was right; null when there were too many
 */
export const beginTry = (db: Database, { key, ip }: Attempt): Promise<number | null> =>
  transact(db, anonymous, async (tx) => {
    // Always the network before the account: one order, no deadlock.
    if (ip !== null)
      await sql`select pg_advisory_xact_lock(hashtextextended('ip ' || ${network(ip)}, 0))`.execute(tx)
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
    const { rows } = await sql<{ id: number }>`insert into sign_in_failures (account_key, ip)
      select ${key}, ${network(ip)}
      where (select count(*) from sign_in_failures
        where account_key = ${key} and at > now() - interval '1 hour') < ${triesPerHour.account}
      and (select count(*) from sign_in_failures
        where ip = ${network(ip)} and at > now() - interval '1 hour') < ${triesPerHour.address}
      returning id`.execute(tx)
    return rows[0]?.id ?? null
  })

/** The try was right: it does not count. Earlier wrong ones still do, or each sign-in would buy new guesses. */
export const endTry = async (db: Database, id: number): Promise<void> => {
  await db.deleteFrom('sign_in_failures').where('id', '=', id).execute()
}

const RESETS_PER_HOUR = 3

/**
 * Counts a request for a mailed link. The same row is written for an address that nobody has, so that both take
 * the same time.
 * @returns false when this address, or this network, has asked too often
 */
export const mayMail = async (tx: Tx, email: string, ip: string | null): Promise<boolean> => {
  const key = `reset ${accountKey(email)}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
  const { rows } = await sql<{ asked: number; network: number }>`select
    (select count(*) from sign_in_failures where account_key = ${key} and at > now() - interval '1 hour') as asked,
    (select count(*) from sign_in_failures where ip = ${network(ip)} and at > now() - interval '1 hour') as network`.execute(
    tx,
  )
  await sql`insert into sign_in_failures (account_key, ip) values (${key}, ${network(ip)})`.execute(tx)
  return rows.every(
    ({ asked, network: ofNetwork }) => asked < RESETS_PER_HOUR && ofNetwork < triesPerHour.address,
  )
}
