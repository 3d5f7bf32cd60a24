import { unsafeOutgoingMessage } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { promiseAnnouncements } from '../contract.ts'
import { zoneOfCase } from '../queries/context.ts'
import { insertNoticed } from '../queries/noticed.ts'
import { noticePromises } from '../rules/notice.ts'

const actor = systemActor('promises')

/** Reads a reply for what sounds like a promise, and asks its writer. Nothing is promised unless they say so. */
export const noticeInMessage = async (tx: Tx, messageId: number, saidBy: number): Promise<void> => {
  const message = await unsafeOutgoingMessage(tx, messageId)
  if (!message) return
  const timeZone = await zoneOfCase(tx, message.caseId)
  const noticed = noticePromises(message.text, { now: message.sentAt, timeZone })
  const count = await insertNoticed(tx, { messageId, saidBy }, noticed)
  if (count === 0) return
  await announce(tx, promiseAnnouncements.noticed, {
    actor,
    caseId: message.caseId,
    objects: [
      { type: 'message', id: messageId },
      { type: 'case', id: message.caseId },
      { type: 'staff', id: saidBy, qualifier: 'asked' },
    ],
    attributes: { messageId, count },
  })
}
