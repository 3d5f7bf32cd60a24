import { speechFor } from '../../../pages/words/words.ts'
import { deskSettings, nameOfDesk } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { linkLife } from '../../platform/identity/lifetimes.ts'
import { issueLink } from '../../platform/identity/links.ts'
import { holderOfAccount } from '../queries/sessions.ts'

/** A mail that lets a customer in. */
export interface SignInLetter {
  readonly name: string
  readonly email: string
  readonly subject: string
  readonly text: string
}

/** A link to sign in, good once and for a quarter of an hour; null when nobody has the address any more. */
export const issueSignInLink = async (
  tx: Tx,
  baseUrl: string,
  { accountId, next }: { accountId: number; next: string },
): Promise<SignInLetter | null> => {
  const [holder, desk] = [await holderOfAccount(tx, accountId), await deskSettings(tx)]
  if (!holder) return null
  const { words } = speechFor(holder.locale, desk?.locale)
  const secret = await issueLink(tx, 'customer', accountId, linkLife.customer)
  const link = `${baseUrl}/my/sign-in/${secret}?next=${encodeURIComponent(next)}`
  const company = nameOfDesk(desk)
  return {
    name: holder.name,
    email: holder.email,
    subject: words.signInSubject(company),
    text: words.signInLetter(link),
  }
}
