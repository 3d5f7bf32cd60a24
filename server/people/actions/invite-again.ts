import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements } from '../contract.ts'
import { issueInvitationLink } from './issue-invitation-link.ts'

/**
 * A new link for a colleague who lost the one of their invitation.
 * @throws platform.not-found, also for somebody who joined already or was switched off
 */
export const inviteAgain = async (
  tx: Tx,
  actor: StaffActor,
  baseUrl: string,
  staffId: number,
): Promise<{ link: string }> => {
  const made = await issueInvitationLink(tx, baseUrl, staffId)
  if (!made) throw platformErrors.notFound()
  await announce(tx, peopleAnnouncements.invited, {
    actor,
    objects: [{ type: 'staff', id: staffId }],
    attributes: { name: made.name },
  })
  return { link: made.link }
}
