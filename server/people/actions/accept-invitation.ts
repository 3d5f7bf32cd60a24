import type { Tx } from '../../platform/db/transaction.ts'
import { setPasswordHash } from '../../platform/identity/accounts.ts'
import { spendLink } from '../../platform/identity/links.ts'
import { hashPassword } from '../../platform/identity/password.ts'
import type { Visitor } from '../../platform/identity/sessions.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { staffOfAccount, updateStaff } from '../queries/staff.ts'
import { isWeakPassword } from '../rules.ts'
import { type OpenedSession, openSession } from './open-session.ts'

export interface Acceptance {
  readonly token: string
  readonly name?: string | undefined
  readonly password: string
}

/**
 * Joins the desk by the link of an invitation, and signs in.
 * @throws people.link-spent, people.weak-password
 */
export const acceptInvitation = async (
  tx: Tx,
  visitor: Visitor,
  { token, name, password }: Acceptance,
): Promise<OpenedSession> => {
  const link = await spendLink(tx, 'invitation', token)
  const staff = link?.accountId ? await staffOfAccount(tx, link.accountId) : undefined
  if (!staff?.invited || staff.switchedOffAt !== null) throw peopleErrors.linkSpent()
  if (isWeakPassword(password, [staff.email, staff.name, name ?? ''])) throw peopleErrors.weakPassword()
  await setPasswordHash(tx, staff.accountId, await hashPassword(password))
  if (name !== undefined) await updateStaff(tx, staff.id, { name })
  const opened = await openSession(tx, staff.accountId, visitor, 'password')
  await announce(tx, peopleAnnouncements.joined, {
    actor: opened.actor,
    objects: [{ type: 'staff', id: staff.id }],
    attributes: { name: name ?? staff.name },
  })
  return opened
}
