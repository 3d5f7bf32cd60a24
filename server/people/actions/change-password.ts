import type { Database } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import { setPasswordHash } from '../../platform/identity/accounts.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { voidLinks } from '../../platform/identity/links.ts'
import { hashPassword } from '../../platform/identity/password.ts'
import { revokeSessions } from '../../platform/identity/sessions.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { isWeakPassword } from '../rules.ts'
import { reauthenticate } from './reauthenticate.ts'

/**
 * Changes one's own password and signs every other session out.
 * @throws people.weak-password, and what {@link reauthenticate} throws
 */
export const changePassword = async (
  db: Database,
  actor: StaffActor,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<void> => {
  const account = await reauthenticate(db, actor, current, 'current')
  if (isWeakPassword(next, [account.email])) throw peopleErrors.weakPassword()
  const hash = await hashPassword(next)
  await transact(db, actor, async (tx) => {
    await setPasswordHash(tx, account.id, hash)
    await revokeSessions(tx, { accountId: account.id, except: actor.sessionId })
    await voidLinks(tx, 'reset', account.id)
    await announce(tx, peopleAnnouncements.passwordChanged, {
      actor,
      objects: [{ type: 'staff', id: actor.staffId }],
      attributes: { by: 'own' },
    })
  })
}
