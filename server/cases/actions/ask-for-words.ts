import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements } from '../contract.ts'

/**
 * Asks the channel of a case to tell its customer something in somebody's name that answers nothing: they go on
 * waiting as they did. A channel that can write to them does so; the desk shows it as any message.
 */
export const askForWords = async (
  tx: Tx,
  actor: Actor,
  caseId: number,
  words: { readonly staffId: number; readonly text: string },
): Promise<void> => {
  await announce(tx, caseAnnouncements.wordsAsked, {
    actor,
    caseId,
    objects: [{ type: 'case', id: caseId }],
    attributes: words,
  })
}
