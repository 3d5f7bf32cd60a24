import type { Tx } from '../../platform/db/transaction.ts'
import { linkLife } from '../../platform/identity/lifetimes.ts'
import { issueLink } from '../../platform/identity/links.ts'
import { staffOfAccount } from '../queries/staff.ts'

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
