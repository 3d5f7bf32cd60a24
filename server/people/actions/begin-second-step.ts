import type { Database } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Seal } from '../../platform/identity/seal.ts'
import { beginTotp, newTotpSecret, totpUri } from '../../platform/identity/totp.ts'
import { peopleErrors } from '../contract.ts'
import { deskSettings, nameOfDesk } from '../queries/settings.ts'
import { reauthenticate } from './reauthenticate.ts'
import { TOTP_SEAL } from './sign-in.ts'

type Means = { readonly db: Database; readonly seal: Seal }

/**
 * Makes the secret for an authenticator app; it counts once a code of it was confirmed.
 * @throws people.totp-on, and what {@link reauthenticate} throws
 */
export const beginSecondStep = async (
  { db, seal }: Means,
  actor: StaffActor,
  password: string,
): Promise<{ secret: string; uri: string }> => {
  const account = await reauthenticate(db, actor, password, 'password')
  if (account.totpConfirmed) throw peopleErrors.totpOn()
  const secret = newTotpSecret()
  await transact(db, actor, (tx) => beginTotp(tx, account.id, seal.seal(TOTP_SEAL, secret)))
  const desk = await deskSettings(db)
  return { secret, uri: totpUri(secret, nameOfDesk(desk), account.email) }
}
