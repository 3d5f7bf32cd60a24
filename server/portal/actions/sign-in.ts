import type { Tx } from '../../platform/db/transaction.ts'
import { spendLink } from '../../platform/identity/links.ts'
import { createSession, type Visitor } from '../../platform/identity/sessions.ts'
import { announce } from '../../platform/journal/announce.ts'
import { portalAnnouncements } from '../contract.ts'
import { holderOfAccount, markVerified } from '../queries/sessions.ts'

/** Signs a customer in by a mailed link, once. @returns what the cookie holds; null for a link that opens nothing */
export const signIn = async (tx: Tx, secret: string, visitor: Visitor): Promise<string | null> => {
  const link = await spendLink(tx, 'customer', secret)
  if (link?.accountId == null) return null
  const holder = await holderOfAccount(tx, link.accountId)
  if (!holder) return null
  const session = await createSession(tx, link.accountId, visitor)
  await markVerified(tx, holder.addressId)
  await announce(tx, portalAnnouncements.signedIn, {
    actor: { kind: 'customer', customerId: holder.customerId, sessionId: session.id },
    objects: [{ type: 'customer', id: holder.customerId }],
    attributes: { accountId: link.accountId },
  })
  return session.secret
}
