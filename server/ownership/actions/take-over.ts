import type { z } from 'zod'
import { callAttention, type LockedCase, lockCase } from '../../cases/index.ts'
import { staffNames } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { ownershipAnnouncements, ownershipErrors, type takeOverSchema } from '../contract.ts'
import { openOffer } from '../queries/hand-offs.ts'
import { isUnderWay } from '../rules/under-way.ts'
import { becomeOwner } from './become-owner.ts'
import { endOffer } from './end-offer.ts'

/**
 * A lead becomes the owner without being asked, for a reason that the previous owner is told and everybody reads.
 * @throws platform.not-found; ownership.finished, nothing-to-take-over
 */
export const takeOver = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  said: z.output<typeof takeOverSchema>,
): Promise<void> => {
  const row = await lockCase(tx, actor, caseId)
  if (!isUnderWay(row)) throw ownershipErrors.finished()
  if (row.owner_id === actor.staffId) throw ownershipErrors.nothingToTakeOver()
  await takeFrom(tx, actor, row, said)
}

/** Makes this person the owner of a locked case in place of whoever owned it, and tells both. */
export const takeFrom = async (
  tx: Tx,
  actor: StaffActor,
  row: LockedCase,
  { reason, promiseIds }: z.output<typeof takeOverSchema>,
): Promise<void> => {
  const { owner_id: fromStaffId, team_id: teamId } = row
  const offer = await openOffer(tx, row.id)
  if (offer) await endOffer(tx, actor, offer, { state: 'withdrawn' })
  await becomeOwner(tx, actor, row, { toStaffId: actor.staffId, how: 'take-over', teamId, promiseIds })
  await callAttention(tx, row.id, [fromStaffId], 'taken-over')
  const names = await staffNames(tx, [fromStaffId, actor.staffId])
  await announce(tx, ownershipAnnouncements.takenOver, {
    actor,
    caseId: row.id,
    objects: [
      { type: 'case', id: row.id },
      { type: 'staff', id: fromStaffId, qualifier: 'giver' },
      { type: 'staff', id: actor.staffId, qualifier: 'receiver' },
    ],
    attributes: {
      fromStaffId,
      fromName: names.get(fromStaffId) ?? '',
      toStaffId: actor.staffId,
      toName: names.get(actor.staffId) ?? '',
      reason,
    },
  })
}
