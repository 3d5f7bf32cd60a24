import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { visibleCases } from './visibility.ts'

/** The condition on a table named `cases` under which somebody still answers for it. Also what the database keeps. */
const unfinished: RawBuilder<boolean> = sql`merged_into_id is null
  and state in ('new', 'open', 'waiting-for-customer', 'solution-proposed', 'unconfirmed')`

/** Whether this person is accountable for a case that is not finished. */
export const ownsUnfinished = async (tx: Tx, staffId: number): Promise<boolean> => {
  const row = await tx
    .selectFrom('cases')
    .select('id')
    .where('owner_id', '=', staffId)
    .where(unfinished)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** How many unfinished cases somebody owns. Whoever calls has made sure that the reader may know. */
export const unsafeUnfinishedCount = async (db: Database, staffId: number): Promise<number> => {
  const { count } = await db
    .selectFrom('cases')
    .select(sql<number>`count(*)`.as('count'))
    .where('owner_id', '=', staffId)
    .where(unfinished)
    .executeTakeFirstOrThrow()
  return count
}

/**
 * Unfinished cases that somebody owns, after a case, by their ids; for the room that hands them over.
 * Whoever calls has made sure that they may be handed over.
 */
export const unsafeUnfinishedOf = async (
  db: Database,
  staffId: number,
  after: number,
  limit: number,
): Promise<number[]> => {
  const rows = await db
    .selectFrom('cases')
    .select('id')
    .where('owner_id', '=', staffId)
    .where('id', '>', after)
    .where(unfinished)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** The need of a customer that is not solved yet and was worked on last, as far as this person sees it; null for none. */
export const unfinishedOfCustomer = async (
  db: Database,
  actor: StaffActor,
  customerId: number,
): Promise<number | null> => {
  const row = await db
    .selectFrom('cases')
    .select('id')
    .where('customer_id', '=', customerId)
    .where(unfinished)
    .where(visibleCases(actor))
    .orderBy('last_activity_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
