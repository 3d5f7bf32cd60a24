import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { addAccount } from '../../platform/identity/accounts.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { linkLife } from '../../platform/identity/lifetimes.ts'
import { issueLink } from '../../platform/identity/links.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type invitationSchema, peopleAnnouncements, peopleErrors, type Staff } from '../contract.ts'
import { deskSettings } from '../queries/settings.ts'
import { addStaff, findStaff } from '../queries/staff.ts'
import { setTeamsOf, unknownTeams } from '../queries/teams.ts'
import { usualReach } from '../rules.ts'
import type { PersonalLink } from './reset-password.ts'

/**
 * Adds a colleague who has still to choose a password.
 * @returns the link for that, shown once to the administrator; it is good once and for seven days
 * @throws people.email-taken; platform.invalid for a team that does not exist
 */
export const invite = async (
  tx: Tx,
  actor: StaffActor,
  baseUrl: string,
  { name, email, role, reach, teamIds }: z.output<typeof invitationSchema>,
): Promise<{ staff: Staff; link: string }> => {
  await refuseUnknownTeams(tx, teamIds)
  const accountId = await addAccount(tx, email, null)
  if (accountId === null) throw peopleErrors.emailTaken()
  const desk = await deskSettings(tx)
  const timeZone = desk?.timeZone ?? 'UTC'
  const locale = desk?.locale ?? 'en'
  const id = await addStaff(tx, {
    accountId,
    name,
    email,
    role,
    reach: reach ?? usualReach(role),
    timeZone,
    locale,
  })
  await setTeamsOf(tx, id, teamIds)
  await announce(tx, peopleAnnouncements.invited, {
    actor,
    objects: [{ type: 'staff', id }],
    attributes: { name },
  })
  const made = await issueInvitationLink(tx, baseUrl, id)
  const staff = await findStaff(tx, id)
  if (!made || !staff) throw new Error('an invited colleague vanished')
  return { staff, link: made.link }
}

/** @throws platform.invalid */
export const refuseUnknownTeams = async (tx: Tx, teamIds: readonly number[]): Promise<void> => {
  if ((await unknownTeams(tx, teamIds)).length === 0) return
  throw platformErrors.invalid({ fields: [{ path: 'teamIds', message: 'names a team that does not exist' }] })
}

/**
 * A link by which an invited colleague joins; those made before stay good until one is used. Null when the person
 * joined already or was switched off.
 */
export const issueInvitationLink = async (
  tx: Tx,
  baseUrl: string,
  staffId: number,
): Promise<PersonalLink | null> => {
  const staff = await findStaff(tx, staffId)
  if (!staff?.invited || staff.switchedOffAt !== null) return null
  const secret = await issueLink(tx, 'invitation', staff.accountId, linkLife.invitation)
  return { link: `${baseUrl}/invitation#token=${secret}`, name: staff.name, email: staff.email }
}
