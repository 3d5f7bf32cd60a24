import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import { type Account, accountById } from '../../platform/identity/accounts.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { passwordFits } from '../../platform/identity/password.ts'
import { beginTry, endTry } from '../../platform/identity/tries.ts'
import { peopleErrors } from '../contract.ts'
import { findStaff } from '../queries/staff.ts'

/** The account of somebody who is signed in. @throws platform.sign-in-needed when it has gone meanwhile */
export const ownAccount = async (db: Database, actor: StaffActor): Promise<Account> => {
  const staff = await findStaff(db, actor.staffId)
  const account = staff && (await accountById(db, staff.accountId))
  if (!account) throw platformErrors.signInNeeded()
  return account
}

/**
 * Asks for the password again before something that a borrowed screen must not be able to do. Wrong tries count.
 * @param field what the request calls it, to name it in the refusal
 * @throws platform.invalid, people.too-many-tries
 */
export const reauthenticate = async (
  db: Database,
  actor: StaffActor,
  password: string,
  field: string,
): Promise<Account> => {
  const account = await ownAccount(db, actor)
  const tryId = await beginTry(db, { key: `own:${account.id}`, ip: null })
  if (tryId === null) throw peopleErrors.tooManyTries()
  if (!(await passwordFits(account.passwordHash, password))) {
    throw platformErrors.invalid({ fields: [{ path: field, message: 'is not your password' }] })
  }
  await endTry(db, tryId)
  return account
}
