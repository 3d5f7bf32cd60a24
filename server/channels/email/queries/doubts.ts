import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import { emailAnnouncements } from '../contract.ts'

/** The case that the first mail of a case answered although its writer takes no part there; null for any other case. */
export const doubtfulCaseOf = async (db: Database, caseId: number): Promise<number | null> => {
  const row = await db
    .selectFrom('journal')
    .select(sql<number>`(attributes->>'otherCaseId')::bigint`.as('otherCaseId'))
    .where('case_id', '=', caseId)
    .where('type', '=', emailAnnouncements.threadDoubted.type)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return row?.otherCaseId ?? null
}
