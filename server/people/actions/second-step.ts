import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Seal } from '../../platform/identity/seal.ts'
import { revokeSessions } from '../../platform/identity/sessions.ts'
import {
  beginTotp,
  confirmTotp,
  newRecoveryCodes,
  newTotpSecret,
  removeTotp,
  spendTotpStep,
  totpStep,
  totpUri,
} from '../../platform/identity/totp.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { deskSettings } from '../queries/settings.ts'
import { findStaff } from '../queries/staff.ts'
import { ownAccount, reauthenticate } from './reauthenticate.ts'
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
  return { secret, uri: totpUri(secret, desk?.organisationName ?? 'Regard', account.email) }
}

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
  await announceChange(tx, actor, actor.staffId, true)
  return codes
}

/** Turns one's own second step off. @throws what {@link reauthenticate} throws */
export const removeSecondStep = async (db: Database, actor: StaffActor, password: string): Promise<void> => {
  const account = await reauthenticate(db, actor, password, 'password')
  await transact(db, actor, async (tx) => {
    await removeTotp(tx, account.id)
    await announceChange(tx, actor, actor.staffId, false)
  })
}

/**
 * Turns the second step of a colleague off who lost both telephone and recovery codes, and signs them out.
 * @throws platform.not-found
 */
export const removeSecondStepOf = async (tx: Tx, actor: StaffActor, staffId: number): Promise<void> => {
  const staff = await findStaff(tx, staffId)
  if (!staff) throw platformErrors.notFound()
  await removeTotp(tx, staff.accountId)
  await revokeSessions(tx, { accountId: staff.accountId, except: null })
  await announceChange(tx, actor, staffId, false)
}

const announceChange = (tx: Tx, actor: StaffActor, staffId: number, enabled: boolean): Promise<number> =>
  announce(tx, peopleAnnouncements.totpChanged, {
    actor,
    objects: [{ type: 'staff', id: staffId }],
    attributes: { enabled },
  })
