import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { revokeSessions } from '../../platform/identity/sessions.ts'
import { removeTotp } from '../../platform/identity/totp.ts'
import { findStaff } from '../queries/staff.ts'
import { announceSecondStep } from './announce-second-step.ts'

/**
 * Turns the second step of a colleague off who lost both telephone and recovery codes, and signs them out.
 * @throws platform.not-found
 */
export const removeSecondStepOf = async (tx: Tx, actor: StaffActor, staffId: number): Promise<void> => {
  const staff = await findStaff(tx, staffId)
  if (!staff) throw platformErrors.notFound()
  await removeTotp(tx, staff.accountId)
  await revokeSessions(tx, { accountId: staff.accountId, except: null })
  await announceSecondStep(tx, actor, staffId, false)
}
