import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import { addAccount } from '../../platform/identity/accounts.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type invitationSchema, peopleAnnouncements, peopleErrors, type Staff } from '../contract.ts'
import { deskSettings } from '../queries/settings.ts'
import { addStaff, findStaff } from '../queries/staff.ts'
import { setTeamsOf } from '../queries/teams.ts'
import { usualReach } from '../rules.ts'
import { issueInvitationLink } from './issue-invitation-link.ts'
import { refuseUnknownTeams } from './refuse-unknown-teams.ts'

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
