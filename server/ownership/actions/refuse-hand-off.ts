import type { z } from 'zod'
import { callAttention } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type HandOff, ownershipErrors, type refusalSchema } from '../contract.ts'
import { unsafeHandOff } from '../queries/hand-offs.ts'
import { toHandOff } from '../rules/show-hand-off.ts'
import { endOffer } from './end-offer.ts'
import { escalate } from './escalate.ts'
import { lockOffer } from './lock-offer.ts'

/**
 * Says no to an offer: declined because one cannot, or returned because its brief lacks something. The giver owns
 * the case as before and is told why; where the giver is away or leaves, the lead on duty is asked next.
 * @throws platform.not-found; ownership.answered, not-offered
 */
export const refuseHandOff = async (
  tx: Tx,
  actor: StaffActor,
  handOffId: number,
  { kind, words }: z.output<typeof refusalSchema>,
): Promise<HandOff> => {
  const { row, offer } = await lockOffer(tx, actor, handOffId)
  if (offer.to_id !== actor.staffId) throw ownershipErrors.notOffered()
  await endOffer(tx, actor, offer, { state: kind, words })
  if (offer.offered_by === null) await escalate(tx, row, offer)
  else await callAttention(tx, row.id, [offer.from_id, offer.offered_by], 'hand-off-answered')
  return toHandOff((await unsafeHandOff(tx, offer.id)) ?? offer, actor)
}
