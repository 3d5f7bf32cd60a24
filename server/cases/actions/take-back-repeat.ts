import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements } from '../contract.ts'
import { lockCase } from '../queries/case-row.ts'
import { deleteRepeat } from '../queries/repeat-row.ts'
import { repeatOfCase } from '../queries/repeats.ts'

/** Takes back what was said about a repeat: nobody has decided on it any more. @throws platform.not-found */
export const takeBackRepeat = async (
  tx: Tx,
  actor: StaffActor,
  { caseId, repeatId }: { caseId: number; repeatId: number },
): Promise<void> => {
  await lockCase(tx, actor, caseId)
  const { isRepeat } = await repeatOfCase(tx, caseId, repeatId)
  await deleteRepeat(tx, repeatId)
  await announce(tx, caseAnnouncements.repeatTakenBack, {
    actor,
    caseId,
    objects: [{ type: 'case', id: caseId }],
    attributes: { repeatId, isRepeat },
  })
}
