import { callAttention } from '../../cases/index.ts'
import { dutyLeadOf } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { portalAnnouncements } from '../contract.ts'
import { caseForCustomer } from '../queries/cases.ts'
import { type Written, write } from './write.ts'

/**
 * The customer wants somebody with more say to look at their case. Their words are on the record like any
 * others; the duty lead of the team is called. The owner stays the owner.
 * @throws platform.not-found
 */
export const askForManager = async (tx: Tx, actor: CustomerActor, written: Written): Promise<void> => {
  const { caseId, messageId } = await write(tx, actor, written)
  const { teamId } = await caseForCustomer(tx, actor, caseId)
  const lead = await dutyLeadOf(tx, teamId)
  if (lead === undefined) return
  await callAttention(tx, caseId, [lead], 'escalation')
  await announce(tx, portalAnnouncements.managerAsked, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'customer', id: actor.customerId },
      { type: 'staff', id: lead, qualifier: 'asked' },
    ],
    attributes: { messageId, askedStaffId: lead },
  })
}
