import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import { brokenConstraint } from '../../platform/db/constraint.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  type changeTeamSchema,
  type newTeamSchema,
  peopleAnnouncements,
  peopleErrors,
  type Team,
} from '../contract.ts'
import { staffExists, staffHere } from '../queries/staff.ts'
import {
  addTeam,
  deleteTeam,
  findTeam,
  lockTeam,
  lockTeams,
  setMembers,
  setTeamAddresses,
  updateTeam,
} from '../queries/teams.ts'

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
  const id = await addTeam(tx, team.name, team.dutyLeadId)
  if (id === null) throw peopleErrors.nameTaken()
  await fill(tx, id, team)
  return announceTeam(tx, actor, id)
}

/** Changes a team. @throws like {@link makeTeam} */
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
  await updateTeam(tx, id, { name: change.name, duty_lead_id: change.dutyLeadId }).catch((error: unknown) => {
    throw brokenConstraint(error) === 'teams_by_name' ? peopleErrors.nameTaken() : error
  })
  await fill(tx, id, { ...before, ...change })
  return announceTeam(tx, actor, id)
}

/** Removes a team that holds no cases. @throws people.last-team, people.team-in-use */
export const removeTeam = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  const all = await lockTeams(tx)
  const team = await findTeam(tx, id)
  if (!team) throw platformErrors.notFound()
  if (all.length === 1) throw peopleErrors.lastTeam()
  await deleteTeam(tx, id).catch((error: unknown) => {
    throw brokenConstraint(error) === null ? error : peopleErrors.teamInUse()
  })
  await announce(tx, peopleAnnouncements.teamChanged, {
    actor,
    objects: [{ type: 'team', id, qualifier: 'removed' }],
    attributes: { name: team.name },
  })
}

const fill = async (
  tx: Tx,
  id: number,
  { dutyLeadId, memberIds, addresses }: Pick<Team, 'dutyLeadId' | 'memberIds' | 'addresses'>,
): Promise<void> => {
  const members = [...new Set([...memberIds, dutyLeadId])]
  const here = await staffHere(tx, members)
  const strangers = members.filter((member) => !here.has(member))
  if (strangers.length > 0) {
    const message = `names people who do not work here: ${strangers.join(', ')}`
    throw platformErrors.invalid({ fields: [{ path: 'memberIds', message }] })
  }
  await setMembers(tx, id, members)
  if (!(await setTeamAddresses(tx, id, addresses))) throw peopleErrors.addressTaken()
}

const refuseDutyLead = async (tx: Tx, staffId: number): Promise<void> => {
  if (await staffExists(tx, staffId)) return
  const message = 'must be somebody who works here and has signed in before'
  throw platformErrors.invalid({ fields: [{ path: 'dutyLeadId', message }] })
}

const announceTeam = async (tx: Tx, actor: StaffActor, id: number): Promise<Team> => {
  const team = await findTeam(tx, id)
  if (!team) throw new Error('a team vanished while it was locked')
  await announce(tx, peopleAnnouncements.teamChanged, {
    actor,
    objects: [{ type: 'team', id }],
    attributes: { name: team.name },
  })
  return team
}
