import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type CaseState, caseAnnouncements, caseErrors } from '../contract.ts'
import { type LockedCase, updateCase } from '../queries/case-row.ts'
import { type Act, stateAfter } from '../rules.ts'

/**
 * Moves a locked case by an act in which nothing was said: a solution is confirmed, proposed in a call, taken
 * back, or rests unanswered.
 * @returns the new state
 * @throws cases.wrong-transition
 */
export const moveCase = async (
  tx: Tx,
  actor: Actor,
  row: LockedCase,
  act: Extract<Act, 'confirm' | 'propose' | 'lapse' | 'work-on' | 'reopen'>,
): Promise<CaseState> => {
  const state = stateAfter(row.state, act)
  if (state === null) throw caseErrors.wrongTransition({ state: row.state })
  if (state === row.state) return state
  await updateCase(tx, row, {
    state,
    close_reason: null,
    customer_waiting_since: null,
    last_activity_at: new Date(),
  })
  await announce(tx, caseAnnouncements.stateChanged, {
    actor,
    caseId: row.id,
    objects: [{ type: 'case', id: row.id }],
    attributes: { from: row.state, to: state },
  })
  return state
}
