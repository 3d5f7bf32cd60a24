import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Guideline, NewGuideline } from '../contract.ts'
import { insertGuideline } from '../queries/guidelines.ts'
import { afterWriting, refuseGuideline } from './guideline-change.ts'

/**
 * Writes a guideline. It counts for what happens from now on.
 * @throws platform.not-found for an unknown team; escalations.not-your-team, escalations.not-here
 */
export const writeGuideline = async (
  tx: Tx,
  actor: StaffActor,
  guideline: NewGuideline,
): Promise<Guideline> => {
  await refuseGuideline(tx, actor, guideline)
  return afterWriting(tx, actor, await insertGuideline(tx, guideline), 'written')
}
