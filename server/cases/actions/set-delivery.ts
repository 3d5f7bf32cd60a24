import type { Tx } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, type DeliveryReason, type deliveries } from '../contract.ts'
import { callAttention } from '../queries/attentions.ts'
import { markDelivery } from '../queries/taking-back.ts'

export type Delivery = Exclude<(typeof deliveries)[number], 'held' | 'taken-back'>

/**
 * Writes down how far a message of ours has come. What could not be delivered calls its author and the owner
 * of the case.
 * @param detail what the other side said, for people
 * @param reason why it did not arrive, where that is known
 * @returns false when the message was taken back: it must not be sent
 */
export const setDelivery = async (
  tx: Tx,
  messageId: number,
  delivery: Delivery,
  detail: string | null,
  reason: DeliveryReason | null = null,
): Promise<boolean> => {
  const message = await markDelivery(tx, messageId, { delivery, detail, reason })
  if (!message) return false
  if (delivery === 'bounced' || delivery === 'failed') {
    const people = [message.authorId, message.ownerId].filter((id) => id !== null)
    await callAttention(tx, message.caseId, people, 'bounce')
  }
  await announce(tx, caseAnnouncements.deliveryChanged, {
    actor: systemActor('delivery'),
    caseId: message.caseId,
    objects: [
      { type: 'case', id: message.caseId },
      { type: 'message', id: messageId },
    ],
    attributes: { messageId, delivery },
  })
  return true
}
