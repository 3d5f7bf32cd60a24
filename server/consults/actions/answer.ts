import { addNote } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { consultErrors } from '../contract.ts'
import { isAsked } from '../rules/show-consult.ts'
import { endConsult } from './end-consult.ts'
import { lockConsult } from './lock-consult.ts'

/**
 * Answers a question in words: a note of the case, for staff only. Of a team, whoever answers first.
 * @throws platform.not-found; consults.over with what happened, not-asked
 */
export const answerConsult = async (
  tx: Tx,
  actor: StaffActor,
  consultId: number,
  words: string,
): Promise<void> => {
  const { row, consult } = await lockConsult(tx, actor, consultId)
  if (!isAsked(consult, actor)) throw consultErrors.notAsked()
  const noteId = await addNote(tx, actor, row, { text: words, html: null, mentionedIds: [] })
  await endConsult(tx, actor, row, consult, { state: 'answered', noteId, said: words })
}
