import { platformErrors } from '../../platform/contract/errors.ts'
import { permissionsOf } from '../../platform/contract/permission.ts'
import type { Database } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import { accountOfEmail } from '../../platform/identity/accounts.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { firstAdmin, staffOfAccount } from '../queries/staff.ts'
import { issueToken, type MadeToken } from './issue-token.ts'

export interface CommandedToken {
  readonly name: string
  /** All that the person may do when left out. */
  readonly scopes?: readonly string[] | undefined
  readonly expiresAt?: string | undefined
  /** In whose name; the longest-serving administrator's when left out. */
  readonly email?: string | undefined
}

/** Makes a token for the `regard` command. @throws platform.not-found when there is nobody to act for */
export const createToken = (db: Database, wanted: CommandedToken): Promise<MadeToken> => {
  const actor = systemActor('regard-command')
  return transact(db, actor, async (tx) => {
    const account = wanted.email === undefined ? undefined : await accountOfEmail(tx, wanted.email)
    const staff =
      wanted.email === undefined ? await firstAdmin(tx) : account && (await staffOfAccount(tx, account.id))
    if (!staff || staff.switchedOffAt !== null) throw platformErrors.notFound()
    const held = permissionsOf(staff.role).map(({ name }) => name)
    return issueToken(tx, actor, staff, held, { ...wanted, scopes: [...(wanted.scopes ?? held)] })
  })
}
