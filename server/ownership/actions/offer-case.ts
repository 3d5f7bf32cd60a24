import { callAttention, type LockedCase, letSee, lockCase } from '../../cases/index.ts'
import { isLead } from '../../platform/contract/permission.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor, StaffActor } from '../../platform/identity/actor.ts'
import {
  type Brief,
  type HandOff,
  type NewHandOff,
  ownershipAnnouncements,
  ownershipErrors,
} from '../contract.ts'
import { findReceiver, type Receiver } from '../queries/find-receiver.ts'
import { type HandOffRow, insertOffer, openOffer } from '../queries/hand-offs.ts'
import { toHandOff } from '../rules/show-hand-off.ts'
import { isUnderWay } from '../rules/under-way.ts'
import { announceHandOff } from './announce-hand-off.ts'
import { endOffer } from './end-offer.ts'

/**
 * Offers a case to somebody else, with a brief. Nothing changes for the customer: the owner stays accountable
 * until the receiver accepts.
 * @throws platform.not-found; ownership.finished, not-yours, already-offered, and what `findReceiver` refuses
 */
export const offerCase = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  { brief, tellCustomer, answerWithin, ...to }: NewHandOff,
): Promise<HandOff> => {
  const row = await lockCase(tx, actor, caseId)
  if (!isUnderWay(row)) throw ownershipErrors.finished()
  if (row.owner_id !== actor.staffId && !isLead(actor)) throw ownershipErrors.notYours()
  const open = await openOffer(tx, caseId)
  if (open && open.from_id === row.owner_id) throw ownershipErrors.alreadyOffered(namedIn(open))
  if (open) await endOffer(tx, actor, open, { state: 'withdrawn' })
  const receiver = await findReceiver(tx, row, to)
  const answerBy = new Date(Date.now() + answerWithin * 60_000)
  const offer = await makeOffer(tx, actor, row, { to: receiver, brief, tellCustomer, answerBy })
  return toHandOff(offer, actor)
}

const namedIn = ({ to_id, to_name }: HandOffRow) => ({
  to: { id: to_id, name: to_name },
  detail: `This case is offered to ${to_name} already. Take that back first, or wait for the answer.`,
})

export interface Offer {
  readonly to: Receiver
  readonly brief: Brief
  readonly tellCustomer: boolean
  readonly answerBy: Date
  /** The unanswered offer that this one takes further. */
  readonly escalatedFromId?: number
}

/** Writes an offer on a locked case and calls the receiver to it, who may see the case from now on. */
export const makeOffer = async (
  tx: Tx,
  actor: Actor,
  row: LockedCase,
  { escalatedFromId, ...offer }: Offer,
): Promise<HandOffRow> => {
  const letIn = await letSee(tx, row.id, [offer.to.staffId], 'follower')
  const made = await insertOffer(tx, {
    ...offer,
    caseId: row.id,
    from: { staffId: row.owner_id, teamId: row.team_id },
    offeredBy: actor.kind === 'staff' ? actor.staffId : null,
    letIn: letIn.length > 0,
    escalatedFromId: escalatedFromId ?? null,
  })
  await callAttention(tx, row.id, [offer.to.staffId], 'hand-off')
  await announceHandOff(tx, actor, made, ownershipAnnouncements.handOffOffered, {})
  return made
}
