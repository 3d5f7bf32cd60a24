import { letSeeNoMore, settleAttention } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { type Actor, actorId } from '../../platform/identity/actor.ts'
import { ownershipAnnouncements } from '../contract.ts'
import { answerOffer, type HandOffRow } from '../queries/hand-offs.ts'
import { announceHandOff } from './announce-hand-off.ts'

const announcements = {
  declined: ownershipAnnouncements.handOffDeclined,
  returned: ownershipAnnouncements.handOffReturned,
  expired: ownershipAnnouncements.handOffExpired,
  withdrawn: ownershipAnnouncements.handOffWithdrawn,
} as const

interface End {
  readonly state: keyof typeof announcements
  readonly words?: string
}

/** Ends an offer of a locked case without a new owner: the receiver is no longer asked, and sees what they saw before. */
export const endOffer = async (
  tx: Tx,
  actor: Actor,
  offer: HandOffRow,
  { state, words }: End,
): Promise<void> => {
  const by = actor.kind === 'staff' ? actorId(actor) : null
  const afterSeconds = await answerOffer(tx, offer.id, { state, by, ...(words !== undefined && { words }) })
  await settleAttention(tx, offer.case_id, 'hand-off', [offer.to_id])
  if (offer.let_in) await letSeeNoMore(tx, offer.case_id, offer.to_id)
  await announceHandOff(tx, actor, offer, announcements[state], {
    afterSeconds,
    ...(words !== undefined && { words }),
  })
}
