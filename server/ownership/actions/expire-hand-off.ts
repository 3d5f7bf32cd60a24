import { unsafeLockCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { unsafeHandOff } from '../queries/hand-offs.ts'
import { endOffer } from './end-offer.ts'
import { escalate } from './escalate.ts'

/** Ends an offer that was not answered in time and asks the lead on duty; the giver stays the owner. */
export const expireHandOff = async (tx: Tx, handOffId: number): Promise<void> => {
  const known = await unsafeHandOff(tx, handOffId)
  if (!known) return
  const row = await unsafeLockCase(tx, known.case_id)
  // Somebody may have answered while we waited for the case.
  const offer = await unsafeHandOff(tx, handOffId)
  if (offer?.state !== 'offered' || offer.answer_by > new Date()) return
  const overtaken = row.id !== offer.case_id || row.owner_id !== offer.from_id
  const system = systemActor('ownership')
  await endOffer(tx, system, offer, { state: overtaken ? 'withdrawn' : 'expired' })
  if (!overtaken) await escalate(tx, row, offer)
}
