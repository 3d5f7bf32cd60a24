import type { Tx } from '../../platform/db/transaction.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { portalAnnouncements } from '../contract.ts'
import { type Written, write } from './write.ts'

/**
 * The customer wants somebody with more say to look at their case. Their words are on the record like any
 * others; whom that calls is for the rooms that hear of it. The owner stays the owner.
 * @throws platform.not-found
 */
export const askForManager = async (tx: Tx, actor: CustomerActor, written: Written): Promise<void> => {
  const { caseId, messageId } = await write(tx, actor, written)
  await announce(tx, portalAnnouncements.managerAsked, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'customer', id: actor.customerId },
    ],
    attributes: { messageId },
  })
}
