import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'

/** Takes or renews the right to fetch a mailbox; false while another process holds it. */
export const leaseMailbox = async (db: Database, id: number, holder: string): Promise<boolean> => {
  const row = await db
    .updateTable('mailboxes')
    .set({ fetch_leased_by: holder, fetch_leased_until: sql<Date>`now() + interval '30 seconds'` })
    .where('id', '=', id)
    .where('switched_off_at', 'is', null)
    .where(
      sql<boolean>`(fetch_leased_by = ${holder} or fetch_leased_until is null or fetch_leased_until < now())`,
    )
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Gives the right to fetch back at once, so that another process need not wait for the lease to end. */
export const releaseMailbox = async (db: Database, id: number, holder: string): Promise<void> => {
  await db
    .updateTable('mailboxes')
    .set({ fetch_leased_until: null })
    .where('id', '=', id)
    .where('fetch_leased_by', '=', holder)
    .execute()
}

/** Writes down that the account answered, or what is wrong with it in words. */
export const noteFetch = async (db: Database, id: number, error: string | null): Promise<void> => {
  await db
    .updateTable('mailboxes')
    .set(
      error === null
        ? { last_success_at: new Date(), last_error: null, last_error_at: null, last_error_since: null }
        : {
            last_error: error,
            last_error_at: new Date(),
            last_error_since: sql<Date>`coalesce(last_error_since, now())`,
          },
    )
    .where('id', '=', id)
    .execute()
}

/** Writes down what keeps a mailbox from sending, or that nothing does; false when that is known already. */
export const noteSendError = async (tx: Tx, id: number, error: string | null): Promise<boolean> => {
  const row = await tx
    .updateTable('mailboxes')
    .set({
      send_error: error,
      send_error_at: error === null ? null : sql<Date>`coalesce(send_error_at, now())`,
    })
    .where('id', '=', id)
    .where('send_error', 'is distinct from', error)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
