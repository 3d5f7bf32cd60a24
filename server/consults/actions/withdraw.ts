import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { consultErrors } from '../contract.ts'
import { mayWithdraw } from '../rules/show-consult.ts'
import { endConsult } from './end-consult.ts'
import { lockConsult } from './lock-consult.ts'

/**
 * Takes a question back before it was answered.
 * @throws platform.not-found; consults.over with what happened, not-yours
 */
export const withdrawConsult = async (tx: Tx, actor: StaffActor, consultId: number): Promise<void> => {
  const { row, consult } = await lockConsult(tx, actor, consultId)
  if (!mayWithdraw(consult, row.owner_id, actor)) throw consultErrors.notYours()
  await endConsult(tx, actor, row, consult, { state: 'withdrawn', because: 'withdrawn' })
}
