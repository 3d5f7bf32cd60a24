import { type RawBuilder, sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import { keptRows } from '../../platform/db/kept.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'

/**
 * The condition on a table named `cases` under which this person may see a case: all of them, or those that their teams
 * hold or were asked into, and always those they own or take part in. Stands in every query that finds cases for somebody.
 */
export const visibleCases = (actor: StaffActor): RawBuilder<boolean> => within(actor, sql``)

/** Those of them that they may also change: not where they, or their team, were asked in for notes only. */
export const servedCases = (actor: StaffActor): RawBuilder<boolean> => within(actor, sql` and not notes_only`)

const within = ({ staffId, reach, teamIds }: StaffActor, but: RawBuilder<unknown>): RawBuilder<boolean> => {
  if (reach === 'all') return sql<boolean>`true`
  const teams = sql`any(${reach === 'team' ? [...teamIds] : []}::bigint[])`
  return sql<boolean>`(cases.team_id = ${teams} or cases.owner_id = ${staffId} or exists (select from case_participants p
    where p.case_id = cases.id and (p.staff_id = ${staffId} or p.team_id = ${teams})${but}))`
}

/**
 * Makes sure that this person may see the case.
 * @throws platform.not-found when it does not exist or is not theirs to see
 */
export const caseForActor = async (db: Database, actor: StaffActor, caseId: number) => {
  const [row] = await keptRows(
    db,
    db
      .selectFrom('cases')
      .select(['id', 'number', 'need', 'team_id', 'owner_id', 'customer_id', 'merged_into_id', 'version'])
      .where('id', '=', caseId)
      .where(visibleCases(actor)),
  )
  if (!row) throw platformErrors.notFound()
  return row
}
