import type { Tx } from '../../platform/db/transaction.ts'
import { customerAccount } from '../../platform/identity/accounts.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { portalAnnouncements } from '../contract.ts'
import { holderOfEmail } from '../queries/sessions.ts'

/** A link is mailed, by whoever reacts, to an address that is a customer's; nothing happens for any other. */
export const answerAsked = async (
  tx: Tx,
  { email, next }: { readonly email: string; readonly next: string },
): Promise<void> => {
  const holder = await holderOfEmail(tx, email)
  const accountId = holder && (await customerAccount(tx, holder.value))
  if (!holder || !accountId) return
  await announce(tx, portalAnnouncements.signInAsked, {
    actor: anonymous,
    objects: [{ type: 'customer', id: holder.id }],
    attributes: { accountId, next },
  })
}
