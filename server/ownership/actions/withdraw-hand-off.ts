import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { ownershipErrors } from '../contract.ts'
import { mayWithdraw } from '../rules/show-hand-off.ts'
import { endOffer } from './end-offer.ts'
import { lockOffer } from './lock-offer.ts'

/**
 * Takes an offer back before it was answered.
 * @throws platform.not-found; ownership.answered with what the receiver did, not-yours
 */
export const withdrawHandOff = async (tx: Tx, actor: StaffActor, handOffId: number): Promise<void> => {
  const { offer } = await lockOffer(tx, actor, handOffId)
  if (!mayWithdraw(offer, actor)) throw ownershipErrors.notYours()
  await endOffer(tx, actor, offer, { state: 'withdrawn' })
}
