import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import { brokenConstraint } from '../../platform/db/constraint.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type changeTeamSchema, peopleErrors, type Team } from '../contract.ts'
import { lockTeam, updateTeam } from '../queries/teams.ts'
import { announceTeam, fillTeam, refuseDutyLead } from './fill-team.ts'
import { refuseCalendar } from './refuse-calendar.ts'

/** Changes a team. @throws like `makeTeam` */
export const changeTeam = async (
  tx: Tx,
  actor: StaffActor,
  id: number,
  ifMatch: number | null,
  change: z.output<typeof changeTeamSchema>,
): Promise<Team> => {
  const before = await lockTeam(tx, id)
  if (!before) throw platformErrors.notFound()
  requireVersion(ifMatch, before)
  if (change.dutyLeadId !== undefined) await refuseDutyLead(tx, change.dutyLeadId)
  await refuseCalendar(tx, change.calendarId)
  await updateTeam(tx, id, {
    name: change.name,
    duty_lead_id: change.dutyLeadId,
    calendar_id: change.calendarId,
  }).catch((error: unknown) => {
    throw brokenConstraint(error) === 'teams_by_name' ? peopleErrors.nameTaken() : error
  })
  await fillTeam(tx, id, { ...before, ...change })
  return announceTeam(tx, actor, id)
}
