import { sql } from 'kysely'
import { idOfCursor, type Page, toPage } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { EarlierCase } from '../contract.ts'
import { visibleCases } from './visibility.ts'

const PAGE = 8

/**
 * What the customer of a case came with before it, newest first, as far as this person may see it.
 * @param after where the page before this one ended
 * @throws platform.invalid for a broken cursor
 */
export const earlierCases = async (
  db: Database,
  actor: StaffActor,
  { id, customer_id }: { id: number; customer_id: number | null },
  after?: string,
): Promise<Page<EarlierCase>> => {
  if (customer_id === null) return { items: [], next: null }
  const newer = after === undefined ? id : idOfCursor(after)
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'number', 'need', 'created_at', 'last_activity_at', 'message_count as messageCount'])
    .select([
      sql<EarlierCase['state']>`state`.as('state'),
      sql<EarlierCase['channel']>`channel`.as('channel'),
    ])
    .where('customer_id', '=', customer_id)
    .where(
      sql<boolean>`(created_at, id) < (select newer.created_at, newer.id from cases newer where newer.id = ${newer})`,
    )
    .where('merged_into_id', 'is', null)
    .where(visibleCases(actor))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(PAGE + 1)
    .execute()
  return toPage(rows, PAGE, toEarlierCase, (last) => [last.id])
}

const toEarlierCase = ({
  created_at,
  last_activity_at,
  ...row
}: Omit<EarlierCase, 'createdAt' | 'lastActivityAt'> & { created_at: Date; last_activity_at: Date }) => ({
  ...row,
  createdAt: created_at.toISOString(),
  lastActivityAt: last_activity_at.toISOString(),
})
