import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors, type Team } from '../contract.ts'
import { staffExists, staffHere } from '../queries/staff.ts'
import { findTeam, setMembers, setTeamAddresses } from '../queries/teams.ts'

/** Gives a team its members, the duty lead among them, and its addresses. @throws like `makeTeam` */
export const fillTeam = async (
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

/** @throws platform.invalid for somebody who cannot be accountable: not joined yet, or switched off */
export const refuseDutyLead = async (tx: Tx, staffId: number): Promise<void> => {
  if (await staffExists(tx, staffId)) return
  const message = 'must be somebody who works here and has signed in before'
  throw platformErrors.invalid({ fields: [{ path: 'dutyLeadId', message }] })
}

/** Tells that a team was made or changed. @returns it as it is now */
export const announceTeam = async (tx: Tx, actor: StaffActor, id: number): Promise<Team> => {
  const team = await findTeam(tx, id)
  if (!team) throw new Error('a team vanished while it was locked')
  await announce(tx, peopleAnnouncements.teamChanged, {
    actor,
    objects: [{ type: 'team', id }],
    attributes: { name: team.name },
  })
  return team
}
