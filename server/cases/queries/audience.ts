import { sql } from 'kysely'
import type { Audience } from '../../platform/realtime/hub.ts'

/**
 * Who may hear of which case, as {@link visibleCases} says it, for many readers and cases with one query.
 * What concerns no case may be heard by every colleague: the stream carries ids, never content.
 */
export const audienceOf: Audience = async (db, events) => {
  const ids = [...new Set(events.map(({ caseId }) => caseId).filter((id) => id !== null))]
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('cases')
          .select(['id', 'team_id', 'owner_id'])
          .select([
            sql<number[]>`array(select staff_id from case_participants
              where case_participants.case_id = cases.id and staff_id is not null)`.as('taking_part'),
            sql<number[]>`array(select team_id from case_participants
              where case_participants.case_id = cases.id and team_id is not null)`.as('teams_asked'),
          ])
          .where('id', 'in', ids)
          .execute()
  const cases = new Map(rows.map((row) => [row.id, row]))
  return (actor, caseId) => {
    if (caseId === null) return true
    const row = cases.get(caseId)
    if (!row) return false
    if (actor.reach === 'all') return true
    const teams = [row.team_id, ...row.teams_asked]
    if (actor.reach === 'team' && actor.teamIds.some((id) => teams.includes(id))) return true
    return row.owner_id === actor.staffId || row.taking_part.includes(actor.staffId)
  }
}
