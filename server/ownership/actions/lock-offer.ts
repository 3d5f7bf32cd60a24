import { type LockedCase, lockCase } from '../../cases/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { ownershipErrors } from '../contract.ts'
import { type HandOffRow, unsafeHandOff } from '../queries/hand-offs.ts'

const outcome: Readonly<Record<string, string>> = {
  accepted: 'It was accepted already.',
  declined: 'It was declined already.',
  returned: 'It was sent back already, because its brief lacked something.',
  expired: 'The time to answer has passed, and the lead on duty was asked instead.',
  withdrawn: 'It was taken back, or the case went on without it.',
}

/** What happened meanwhile, for whoever comes second. */
export const answeredAlready = ({ state }: HandOffRow) =>
  ownershipErrors.answered({ state, detail: `${outcome[state] ?? ''} Nothing was changed.`.trim() })

/**
 * An offer that still waits for an answer, with its case locked: of two who answer at once, the second is told
 * what the first did.
 * @throws platform.not-found, ownership.answered
 */
export const lockOffer = async (
  tx: Tx,
  actor: StaffActor,
  handOffId: number,
): Promise<{ row: LockedCase; offer: HandOffRow }> => {
  const known = await unsafeHandOff(tx, handOffId)
  if (!known) throw platformErrors.notFound()
  // Whoever was asked may no longer see the case; that it is too late they may know.
  if (known.to_id === actor.staffId && known.state !== 'offered') throw answeredAlready(known)
  const row = await lockCase(tx, actor, known.case_id, 'for notes')
  const offer = await unsafeHandOff(tx, handOffId)
  if (!offer) throw platformErrors.notFound()
  if (offer.state !== 'offered') throw answeredAlready(offer)
  return { row, offer }
}
