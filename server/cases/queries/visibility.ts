import { type RawBuilder, sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'

/**
 * The condition on a table named `cases` under which this person may see a case: all of them, or those of
 * their teams, and always those they own or take part in. Stands in every query that finds cases for somebody.
 */
export const visibleCases = (actor: StaffActor): RawBuilder<boolean> => {
  if (actor.reach === 'all') return sql<boolean>`true`
  const mine = sql`cases.owner_id = ${actor.staffId} or exists (select from case_participants
    where case_participants.case_id = cases.id and case_participants.staff_id = ${actor.staffId})`
  return actor.reach === 'own'
    ? sql<boolean>`(${mine})`
    : sql<boolean>`(cases.team_id = any(${[...actor.teamIds]}::bigint[]) or ${mine})`
}

/**
 * Makes sure that this person may see the case.
 * @throws platform.not-found when it does not exist or is not theirs to see
 */
export const caseForActor = async (db: Database, actor: StaffActor, caseId: number) => {
  const row = await db
    .selectFrom('cases')
    .select(['id', 'number', 'need', 'team_id', 'owner_id', 'customer_id', 'merged_into_id', 'version'])
    .where('id', '=', caseId)
    .where(visibleCases(actor))
    .executeTakeFirst()
  if (!row) throw platformErrors.notFound()
  return row
}
