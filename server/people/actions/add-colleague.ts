import type { Role } from '../../platform/contract/permission.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { addAccount } from '../../platform/identity/accounts.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { hashPassword } from '../../platform/identity/password.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { deskSettings } from '../queries/settings.ts'
import { addStaff, updateStaff } from '../queries/staff.ts'
import { isWeakPassword, usualReach } from '../rules.ts'

interface NewColleague {
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly password: string
  readonly signature: string
}

/**
 * Adds a colleague who can sign in at once, for commands; people at the desk invite instead.
 * @returns their staff id
 * @throws people.email-taken, people.weak-password
 */
export const addColleague = async (
  tx: Tx,
  actor: Actor,
  { name, email, role, password, signature }: NewColleague,
): Promise<number> => {
  if (isWeakPassword(password, [email, name])) throw peopleErrors.weakPassword()
  const accountId = await addAccount(tx, email, await hashPassword(password))
  if (accountId === null) throw peopleErrors.emailTaken()
  const desk = await deskSettings(tx)
  const { timeZone = 'UTC', locale = 'en' } = desk ?? {}
  const id = await addStaff(tx, { accountId, name, email, role, reach: usualReach(role), timeZone, locale })
  await updateStaff(tx, id, { signature })
  await announce(tx, peopleAnnouncements.joined, {
    actor,
    objects: [{ type: 'staff', id }],
    attributes: { name },
  })
  return id
}
