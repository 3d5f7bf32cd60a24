import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, caseErrors } from '../contract.ts'
import { lockCase } from '../queries/case-row.ts'
import { isTakeable } from '../rules/standing.ts'
import { stateAfter } from '../rules.ts'
import { giveCase } from './give-case.ts'

/**
 * Takes a case that is held on duty: from now on this person is accountable for it. Whoever has a case changes
 * hands only by a hand-off (rule 3), so an owned one cannot be taken.
 * @throws platform.not-found, cases.not-takeable
 */
export const takeCase = async (tx: Tx, actor: StaffActor, caseId: number): Promise<void> => {
  const row = await lockCase(tx, actor, caseId)
  const standing = { state: row.state, heldOnDuty: row.held_on_duty, merged: row.merged_into_id !== null }
  const state = stateAfter(row.state, 'take')
  if (!isTakeable(standing) || state === null) throw caseErrors.notTakeable()
  await giveCase(tx, row, { toStaffId: actor.staffId, how: 'took' }, { state })
  const objects = [
    { type: 'case', id: caseId },
    { type: 'staff', id: actor.staffId, qualifier: 'performed_by' },
  ]
  await announce(tx, caseAnnouncements.taken, {
    actor,
    caseId,
    objects,
    attributes: { fromStaffId: row.owner_id, toStaffId: actor.staffId },
  })
  if (state === row.state) return
  const attributes = { from: row.state, to: state }
  await announce(tx, caseAnnouncements.stateChanged, { actor, caseId, objects, attributes })
}
