import { platformErrors } from '../../platform/contract/errors.ts'
import { permissionsOf } from '../../platform/contract/permission.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { findStaff } from '../queries/staff.ts'
import { issueToken, type MadeToken, type WantedToken } from './issue-token.ts'

/**
 * Makes a token that acts in one's own name, limited to its scopes.
 * @returns with the token itself, shown this once
 * @throws platform.invalid for a scope that one does not hold oneself, or an end in the past
 */
export const makeToken = async (tx: Tx, actor: StaffActor, wanted: WantedToken): Promise<MadeToken> => {
  const staff = await findStaff(tx, actor.staffId)
  if (!staff) throw platformErrors.signInNeeded()
  const held = permissionsOf(actor.role).map(({ name }) => name)
  const grantable = held.filter((name) => actor.scopes === null || actor.scopes.includes(name))
  return issueToken(tx, actor, staff, grantable, wanted)
}
