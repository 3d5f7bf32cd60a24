import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { deleteGuideline } from '../queries/guidelines.ts'
import { lockOwnGuideline, tellGuideline } from './guideline-change.ts'

/**
 * Removes a guideline. Whoever was asked because of it is still asked.
 * @throws platform.not-found; escalations.not-your-team
 */
export const removeGuideline = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  await lockOwnGuideline(tx, actor, id)
  await deleteGuideline(tx, id)
  await tellGuideline(tx, actor, id, 'removed')
}
