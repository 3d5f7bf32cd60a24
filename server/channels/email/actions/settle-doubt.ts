import { caseForActor } from '../../../cases/index.ts'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import { announce } from '../../../platform/journal/announce.ts'
import { emailAnnouncements } from '../contract.ts'
import { doubtOf } from '../queries/doubts.ts'

/**
 * Somebody says that a case belongs where it is, or takes that back.
 * @throws platform.not-found, also for a case that nobody doubted
 */
export const settleDoubt = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  isSettled: boolean,
): Promise<void> => {
  await caseForActor(tx, actor, caseId)
  const doubt = await doubtOf(tx, caseId)
  if (!doubt) throw platformErrors.notFound()
  if (doubt.isSettled === isSettled) return
  await announce(tx, emailAnnouncements.doubtSettled, {
    actor,
    caseId,
    objects: [{ type: 'case', id: caseId }],
    attributes: { isSettled },
  })
}
