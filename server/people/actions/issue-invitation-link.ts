import type { Tx } from '../../platform/db/transaction.ts'
import { linkLife } from '../../platform/identity/lifetimes.ts'
import { issueLink } from '../../platform/identity/links.ts'
import { findStaff } from '../queries/staff.ts'
import type { PersonalLink } from './issue-reset-link.ts'

/**
 * A link by which an invited colleague joins; those made before stay good until one is used. Null when the person
 * joined already or was switched off.
 */
export const issueInvitationLink = async (
  tx: Tx,
  baseUrl: string,
  staffId: number,
): Promise<PersonalLink | null> => {
  const staff = await findStaff(tx, staffId)
  if (!staff?.invited || staff.switchedOffAt !== null) return null
  const secret = await issueLink(tx, 'invitation', staff.accountId, linkLife.invitation)
  return { link: `${baseUrl}/invitation#token=${secret}`, name: staff.name, email: staff.email }
}
