import type { Tx } from '../../platform/db/transaction.ts'
import { accountById, accountOfEmail, setPasswordHash } from '../../platform/identity/accounts.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import { linkLife } from '../../platform/identity/lifetimes.ts'
import { issueLink, spendLink } from '../../platform/identity/links.ts'
import { hashPassword } from '../../platform/identity/password.ts'
import { revokeSessions, type Visitor } from '../../platform/identity/sessions.ts'
import { mayMail } from '../../platform/identity/tries.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { staffOfAccount } from '../queries/staff.ts'
import { isWeakPassword } from '../rules.ts'

/**
 * Somebody forgot their password. The answer is the same whether or not there is such an account; a link is
 * mailed, by whoever reacts to `people.reset-asked`, to an account that joined and is not switched off.
 */
export const askForReset = async (tx: Tx, visitor: Visitor, email: string): Promise<void> => {
  const may = await mayMail(tx, email, visitor.ip)
  const account = await accountOfEmail(tx, email)
  if (!may || !account || account.disabled || account.passwordHash === null) return
  await announce(tx, peopleAnnouncements.resetAsked, {
    actor: anonymous,
    objects: [{ type: 'account', id: account.id }],
    attributes: { accountId: account.id },
  })
}

/** A link to mail, and to whom. */
export interface PersonalLink {
  readonly link: string
  readonly name: string
  readonly email: string
}

/** A link to choose a new password, good once and for half an hour; null when the account is switched off. */
export const issueResetLink = async (
  tx: Tx,
  baseUrl: string,
  accountId: number,
): Promise<PersonalLink | null> => {
  const staff = await staffOfAccount(tx, accountId)
  if (!staff || staff.invited || staff.switchedOffAt !== null) return null
  const secret = await issueLink(tx, 'reset', accountId, linkLife.reset)
  return { link: `${baseUrl}/reset#token=${secret}`, name: staff.name, email: staff.email }
}

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
