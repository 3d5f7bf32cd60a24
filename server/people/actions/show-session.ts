import { platformErrors } from '../../platform/contract/errors.ts'
import { permissionsOf } from '../../platform/contract/permission.ts'
import type { Database } from '../../platform/db/pool.ts'
import { accountById } from '../../platform/identity/accounts.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Session } from '../contract.ts'
import { deskSettings } from '../queries/settings.ts'
import { findStaff } from '../queries/staff.ts'

/** Who is here and what they may do. @throws platform.sign-in-needed when the account has gone meanwhile */
export const showSession = async (db: Database, actor: StaffActor, undoSeconds: number): Promise<Session> => {
  const person = await findStaff(db, actor.staffId)
  const desk = await deskSettings(db)
  const account = person && (await accountById(db, person.accountId))
  if (!person || !desk || !account) throw platformErrors.signInNeeded()
  const held = permissionsOf(actor.role).map(({ name }) => name)
  return {
    person,
    organisationName: desk.organisationName,
    permissions: held.filter((name) => actor.scopes === null || actor.scopes.includes(name)),
    totpEnabled: account.totpConfirmed,
    undoSeconds,
  }
}
