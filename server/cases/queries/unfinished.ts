import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'

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
