import type { Database } from '../../server/platform/db/pool.ts'
import type { StaffActor } from '../../server/platform/identity/actor.ts'
import { addTeam } from './desk.ts'

/** A team with members; returned with the actors as they are once they have joined. */
export const addTeamOf = async (
  db: Database,
  dutyLead: StaffActor,
  members: readonly StaffActor[] = [],
): Promise<{ teamId: number; dutyLead: StaffActor; members: StaffActor[] }> => {
  const teamId = await addTeam(db, dutyLead)
  await db
    .insertInto('team_members')
    .values([dutyLead, ...members].map(({ staffId }) => ({ team_id: teamId, staff_id: staffId })))
    .execute()
  const joined = (actor: StaffActor): StaffActor => ({ ...actor, teamIds: [...actor.teamIds, teamId] })
  return { teamId, dutyLead: joined(dutyLead), members: members.map(joined) }
}
