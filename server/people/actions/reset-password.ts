import type { Tx } from '../../platform/db/transaction.ts'
import { accountById, setPasswordHash } from '../../platform/identity/accounts.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import { spendLink } from '../../platform/identity/links.ts'
import { hashPassword } from '../../platform/identity/password.ts'
import { revokeSessions } from '../../platform/identity/sessions.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { staffOfAccount } from '../queries/staff.ts'
import { isWeakPassword } from '../rules.ts'

/**
 * Chooses a new password by a mailed link and signs every session out. The second step stays as it is.
 * @returns the account
 * @throws people.link-spent, people.weak-password
 */
export const resetPassword = async (
  tx: Tx,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<number> => {
  const link = await spendLink(tx, 'reset', token)
  const account = link?.accountId ? await accountById(tx, link.accountId) : undefined
  const staff = account && (await staffOfAccount(tx, account.id))
  if (!account || !staff || account.disabled) throw peopleErrors.linkSpent()
  if (isWeakPassword(password, [account.email, staff.name])) throw peopleErrors.weakPassword()
  await setPasswordHash(tx, account.id, await hashPassword(password))
  await revokeSessions(tx, { accountId: account.id, except: null })
  await announce(tx, peopleAnnouncements.passwordChanged, {
    actor: anonymous,
    objects: [{ type: 'staff', id: staff.id }],
    attributes: { by: 'reset' },
  })
  return account.id
}
