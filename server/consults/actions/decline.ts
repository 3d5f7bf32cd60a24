import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { consultErrors } from '../contract.ts'
import { isAsked } from '../rules/show-consult.ts'
import { endConsult } from './end-consult.ts'
import { lockConsult } from './lock-consult.ts'

/**
 * Says that one cannot help, and why: whoever asked can ask somebody else.
 * @throws platform.not-found; consults.over with what happened, not-asked
 */
export const declineConsult = async (
  tx: Tx,
  actor: StaffActor,
  consultId: number,
  words: string,
): Promise<void> => {
  const { row, consult } = await lockConsult(tx, actor, consultId)
  if (!isAsked(consult, actor)) throw consultErrors.notAsked()
  await endConsult(tx, actor, row, consult, { state: 'declined', words, said: words })
}
