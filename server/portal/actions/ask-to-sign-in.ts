import type { Tx } from '../../platform/db/transaction.ts'
import { customerAccount } from '../../platform/identity/accounts.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import { mayMail } from '../../platform/identity/tries.ts'
import { announce } from '../../platform/journal/announce.ts'
import { portalAnnouncements } from '../contract.ts'
import { holderOfEmail } from '../queries/sessions.ts'

/**
 * Somebody wants to see their cases. The answer is the same whether or not the address is a customer's; a link
 * is mailed, by whoever reacts, to an address we know, so many times an hour and no more.
 */
export const askToSignIn = async (
  tx: Tx,
  { email, ip, next }: { email: string; ip: string | null; next: string },
): Promise<void> => {
  const may = await mayMail(tx, email, ip)
  const holder = await holderOfEmail(tx, email)
  if (!may || !holder) return
  const accountId = await customerAccount(tx, holder.value)
  if (accountId === null) return
  await announce(tx, portalAnnouncements.signInAsked, {
    actor: anonymous,
    objects: [{ type: 'customer', id: holder.id }],
    attributes: { accountId, next },
  })
}
