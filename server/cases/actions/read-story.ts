import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements } from '../contract.ts'
import { noteReading } from '../queries/record-reads.ts'
import { caseForActor } from '../queries/visibility.ts'

/**
 * Records that somebody opened the story, once per person and spell: whether people read before they speak is
 * counted from it (methods.md 3.15).
 * @throws platform.not-found
 */
export const readStory = async (tx: Tx, actor: StaffActor, caseId: number): Promise<void> => {
  await caseForActor(tx, actor, caseId)
  const upToContactId = await noteReading(tx, caseId, actor.staffId)
  if (upToContactId === null) return
  await announce(tx, caseAnnouncements.recordRead, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'staff', id: actor.staffId, qualifier: 'performed_by' },
    ],
    attributes: { upToContactId },
  })
}
