import { isLead } from '../../platform/contract/permission.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Guideline, Whom } from '../contract.ts'
import type { GuidelineRow } from '../queries/guidelines.ts'

/** Leads write the guidelines of their teams; an administrator writes any, also those for all teams. */
export const mayWriteFor = (actor: StaffActor, teamId: number | null): boolean =>
  actor.role === 'admin' || (isLead(actor) && teamId !== null && actor.teamIds.includes(teamId))

const whomOf = ({ ask, askStaffId, askTeamId }: GuidelineRow): Whom => {
  if (ask === 'person' && askStaffId !== null) return { kind: 'person', staffId: askStaffId }
  if (ask === 'team' && askTeamId !== null) return { kind: 'team', teamId: askTeamId }
  // The team that was to be asked is no more: the lead on duty is.
  return { kind: ask === 'owner' ? 'owner' : 'lead' }
}

export const toGuideline = (row: GuidelineRow, actor: StaffActor): Guideline => ({
  ...{ id: row.id, team: row.team, condition: row.condition, advice: row.advice },
  ...{ ask: whomOf(row), askName: row.askName, askLeft: row.askLeft, isOn: row.isOn, version: row.version },
  may: { change: mayWriteFor(actor, row.team?.id ?? null) },
})
