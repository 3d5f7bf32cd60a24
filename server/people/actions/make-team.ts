import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type newTeamSchema, peopleErrors, type Team } from '../contract.ts'
import { addTeam } from '../queries/teams.ts'
import { announceTeam, fillTeam, refuseDutyLead } from './fill-team.ts'
import { refuseCalendar } from './refuse-calendar.ts'

/**
 * Adds a team. Its duty lead is one of its members, whether named among them or not.
 * @throws people.name-taken, people.address-taken; platform.invalid for people who cannot be in it
 */
export const makeTeam = async (
  tx: Tx,
  actor: StaffActor,
  team: z.output<typeof newTeamSchema>,
): Promise<Team> => {
  await refuseDutyLead(tx, team.dutyLeadId)
  await refuseCalendar(tx, team.calendarId)
  const id = await addTeam(tx, team.name, team.dutyLeadId, team.calendarId)
  if (id === null) throw peopleErrors.nameTaken()
  await fillTeam(tx, id, team)
  return announceTeam(tx, actor, id)
}
