import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Seal } from '../../platform/identity/seal.ts'
import { confirmTotp, newRecoveryCodes, spendTotpStep, totpStep } from '../../platform/identity/totp.ts'
import { peopleErrors } from '../contract.ts'
import { announceSecondStep } from './announce-second-step.ts'
import { ownAccount } from './reauthenticate.ts'
import { TOTP_SEAL } from './sign-in.ts'

/**
 * Turns the second step on, with a first code as proof that the app has the secret.
 * @returns the recovery codes, shown this once
 * @throws people.totp-on; platform.invalid when the code does not fit
 */
export const confirmSecondStep = async (
  tx: Tx,
  seal: Seal,
  actor: StaffActor,
  code: string,
): Promise<string[]> => {
  const account = await ownAccount(tx, actor)
  if (account.totpConfirmed) throw peopleErrors.totpOn()
  const sealed = account.totpSecretSealed
  const step = sealed === null ? null : totpStep(seal.open(TOTP_SEAL, sealed), code)
  if (step === null || !(await spendTotpStep(tx, account.id, step))) {
    throw platformErrors.invalid({ fields: [{ path: 'code', message: 'does not fit; see the newest one' }] })
  }
  const { codes, hashes } = newRecoveryCodes()
  if (!(await confirmTotp(tx, account.id, hashes))) throw peopleErrors.totpOn()
  await announceSecondStep(tx, actor, actor.staffId, true)
  return codes
}
