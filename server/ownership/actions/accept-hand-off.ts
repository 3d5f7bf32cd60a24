import type { z } from 'zod'
import { askForWords, letSeeNoMore, settleAttention } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type acceptanceSchema, type HandOff, ownershipAnnouncements, ownershipErrors } from '../contract.ts'
import { queueLookAfter } from '../jobs/queue.ts'
import { answerOffer, type HandOffRow, unsafeHandOff } from '../queries/hand-offs.ts'
import { isLeaving } from '../queries/leavings.ts'
import { newOwnerWords } from '../rules/draft-brief.ts'
import { toHandOff } from '../rules/show-hand-off.ts'
import { isAtRest } from '../rules/under-way.ts'
import { announceHandOff } from './announce-hand-off.ts'
import { becomeOwner } from './become-owner.ts'
import { answeredAlready, lockOffer } from './lock-offer.ts'

/**
 * Accepts what is offered: from now on this person is accountable, in one transaction with everything that comes
 * along, also the promises they say they keep.
 * @throws platform.not-found; ownership.answered, not-offered
 */
export const acceptHandOff = async (
  tx: Tx,
  actor: StaffActor,
  handOffId: number,
  { promiseIds }: z.output<typeof acceptanceSchema>,
): Promise<HandOff> => {
  const { row, offer } = await lockOffer(tx, actor, handOffId)
  if (offer.to_id !== actor.staffId) throw ownershipErrors.notOffered()
  // Nobody has said so yet, but it is too late all the same: the lead is about to be asked.
  if (offer.answer_by <= new Date()) throw answeredAlready({ ...offer, state: 'expired' })
  // Solved, closed or merged a moment ago: there is nothing left to receive.
  if (offer.from_id !== row.owner_id || isAtRest(row)) throw answeredAlready({ ...offer, state: 'withdrawn' })
  const afterSeconds = await answerOffer(tx, offer.id, { state: 'accepted', by: actor.staffId })
  await settleAttention(tx, row.id, 'hand-off', [actor.staffId])
  await becomeOwner(tx, actor, row, {
    toStaffId: actor.staffId,
    how: 'hand-off',
    teamId: offer.to_team_id,
    promiseIds,
  })
  // Owners see their cases: what the offer let them do is not needed any more.
  if (offer.let_in) await letSeeNoMore(tx, row.id, actor.staffId)
  await announceHandOff(tx, actor, offer, ownershipAnnouncements.handOffAccepted, {
    afterSeconds,
    tellCustomer: offer.tell_customer,
  })
  if (offer.tell_customer && row.customer_id !== null)
    await askForWords(tx, actor, row.id, { staffId: actor.staffId, text: newOwnerWords(offer.to_name) })
  if (await isLeaving(tx, offer.from_id)) await queueLookAfter(tx)
  return toHandOff(await answered(tx, offer), actor)
}

const answered = async (tx: Tx, offer: HandOffRow): Promise<HandOffRow> =>
  (await unsafeHandOff(tx, offer.id)) ?? offer
