import type { Tx } from '../../platform/db/transaction.ts'
import { addAccount } from '../../platform/identity/accounts.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { voidLinks } from '../../platform/identity/links.ts'
import { hashPassword } from '../../platform/identity/password.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { addSettings } from '../queries/settings.ts'
import { addStaff } from '../queries/staff.ts'
import { addTeam, setMembers } from '../queries/teams.ts'
import { isWeakPassword } from '../rules.ts'

export interface Founding {
  readonly organisationName: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly timeZone?: string | undefined
}

const FIRST_TEAM = 'Service desk'

/**
 * Begins a desk: the organisation, its first administrator and a first team with that person as duty lead,
 * so that the very first case has somebody accountable.
 * @returns the administrator's account and staff id
 * @throws people.weak-password; people.already-set-up, also for the later of two that come at once
 */
export const foundDesk = async (
  tx: Tx,
  actor: Actor,
  { organisationName, name, email, password, timeZone = 'UTC' }: Founding,
): Promise<{ accountId: number; staffId: number }> => {
  if (isWeakPassword(password, [email, name, organisationName])) throw peopleErrors.weakPassword()
  if (!(await addSettings(tx, organisationName, timeZone))) throw peopleErrors.alreadySetUp()
  const accountId = await addAccount(tx, email, await hashPassword(password))
  if (accountId === null) throw peopleErrors.emailTaken()
  const staffId = await addStaff(tx, {
    accountId,
    name,
    email,
    role: 'admin',
    reach: 'all',
    timeZone,
    locale: 'en',
  })
  const teamId = await addTeam(tx, FIRST_TEAM, staffId, null)
  if (teamId === null) throw peopleErrors.nameTaken()
  await setMembers(tx, teamId, [staffId])
  await voidLinks(tx, 'set-up', null)
  await announce(tx, peopleAnnouncements.setUp, {
    actor,
    objects: [
      { type: 'staff', id: staffId },
      { type: 'team', id: teamId },
    ],
    attributes: { organisationName },
  })
  return { accountId, staffId }
}
