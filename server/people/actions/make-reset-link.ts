import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements } from '../contract.ts'
import { findStaff } from '../queries/staff.ts'
import { issueResetLink } from './issue-reset-link.ts'

/**
 * A link by which a colleague chooses a new password, to hand over where no mail goes out. Their second step stays.
 * @throws platform.not-found, also for somebody who has not joined yet or was switched off
 */
export const makeResetLink = async (
  tx: Tx,
  actor: StaffActor,
  baseUrl: string,
  staffId: number,
): Promise<{ link: string }> => {
  const staff = await findStaff(tx, staffId)
  const made = staff && (await issueResetLink(tx, baseUrl, staff.accountId))
  if (!made) throw platformErrors.notFound()
  await announce(tx, peopleAnnouncements.resetLinkMade, {
    actor,
    objects: [{ type: 'staff', id: staffId }],
    attributes: { name: made.name },
  })
  return { link: made.link }
}
