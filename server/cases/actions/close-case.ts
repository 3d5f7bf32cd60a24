import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, caseErrors, type closeSchema } from '../contract.ts'
import { settleAttention } from '../queries/attentions.ts'
import { lockCase, refuseMerged, updateCase } from '../queries/case-row.ts'
import { stateAfter } from '../rules.ts'

/**
 * Closes a case without a solution, with a reason that everybody can read. This never counts as solved.
 * @throws platform.not-found, cases.already-merged, cases.wrong-transition
 */
export const closeCase = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  { reason, words }: z.output<typeof closeSchema>,
): Promise<void> => {
  const row = await lockCase(tx, actor, caseId)
  refuseMerged(row)
  const state = stateAfter(row.state, 'close')
  if (state === null) throw caseErrors.wrongTransition({ state: row.state })
  await updateCase(tx, row, {
    state,
    close_reason: reason,
    customer_waiting_since: null,
    last_activity_at: new Date(),
  })
  await settleAttention(tx, caseId, 'not-solved')
  const objects = [{ type: 'case', id: caseId }]
  await announce(tx, caseAnnouncements.closed, { actor, caseId, objects, attributes: { reason, words } })
}
