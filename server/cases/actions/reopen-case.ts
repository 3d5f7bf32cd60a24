import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, caseErrors } from '../contract.ts'
import { lockCase, refuseMerged, updateCase } from '../queries/case-row.ts'
import { stateAfter } from '../rules.ts'

/**
 * Opens a finished case again, for the same owner.
 * @throws platform.not-found, cases.already-merged, cases.wrong-transition
 */
export const reopenCase = async (tx: Tx, actor: StaffActor, caseId: number): Promise<void> => {
  const row = await lockCase(tx, actor, caseId)
  refuseMerged(row)
  const state = stateAfter(row.state, 'reopen')
  if (state === null) throw caseErrors.wrongTransition({ state: row.state })
  await updateCase(tx, row, { state, close_reason: null, last_activity_at: new Date() })
  const objects = [{ type: 'case', id: caseId }]
  const attributes = { from: row.state, to: state }
  await announce(tx, caseAnnouncements.reopened, { actor, caseId, objects, attributes })
}
