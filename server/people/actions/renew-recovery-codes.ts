import type { Database } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { newRecoveryCodes, replaceRecoveryCodes } from '../../platform/identity/totp.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { reauthenticate } from './reauthenticate.ts'

/**
 * New recovery codes for whoever used theirs up or lost the paper; the old ones open nothing any more.
 * @returns the codes, shown this once
 * @throws people.totp-off, and what {@link reauthenticate} throws
 */
export const renewRecoveryCodes = async (
  db: Database,
  actor: StaffActor,
  password: string,
): Promise<string[]> => {
  const account = await reauthenticate(db, actor, password, 'password')
  const { codes, hashes } = newRecoveryCodes()
  await transact(db, actor, async (tx) => {
    if (!(await replaceRecoveryCodes(tx, account.id, hashes))) throw peopleErrors.totpOff()
    await announce(tx, peopleAnnouncements.recoveryCodesRenewed, {
      actor,
      objects: [{ type: 'staff', id: actor.staffId }],
      attributes: {},
    })
  })
  return codes
}
