import type { Tx } from '../../platform/db/transaction.ts'
import { accountOfEmail } from '../../platform/identity/accounts.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import type { Visitor } from '../../platform/identity/sessions.ts'
import { mayMail } from '../../platform/identity/tries.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements } from '../contract.ts'

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
