import { caseErrors } from '../../../cases/contract.ts'
import { takeBackMessage } from '../../../cases/index.ts'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import { takeBackOutgoing } from '../queries/outbox.ts'

/**
 * Takes a held reply out of the outbox and back to its writer.
 * @throws platform.not-found, cases.too-late-to-undo
 */
export const takeBack = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  messageId: number,
): Promise<void> => {
  // The case locks first, as everybody who changes it does; then the row that a sender may be claiming.
  const found = await takeBackMessage(tx, actor, messageId)
  if (found.caseId !== caseId) throw platformErrors.notFound()
  if (!(await takeBackOutgoing(tx, messageId))) throw caseErrors.tooLateToUndo()
}
