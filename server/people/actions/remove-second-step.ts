import type { Database } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { removeTotp } from '../../platform/identity/totp.ts'
import { announceSecondStep } from './announce-second-step.ts'
import { reauthenticate } from './reauthenticate.ts'

/** Turns one's own second step off. @throws what {@link reauthenticate} throws */
export const removeSecondStep = async (db: Database, actor: StaffActor, password: string): Promise<void> => {
  const account = await reauthenticate(db, actor, password, 'password')
  await transact(db, actor, async (tx) => {
    await removeTotp(tx, account.id)
    await announceSecondStep(tx, actor, actor.staffId, false)
  })
}
