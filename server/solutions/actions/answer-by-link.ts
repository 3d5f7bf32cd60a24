import { speechFor } from '../../../pages/words/words.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import type { Said } from '../contract.ts'
import { unsafeSolutionOfLink } from '../queries/solutions.ts'
import { answer } from './answer.ts'
import { linkHash } from './link.ts'

/**
 * Takes an answer that was given by a mailed link. A link that was used, or whose question is over, writes nothing.
 * @returns the words that came too late, to be given back to their writer; empty when there are none
 */
export const answerByLink = async (
  tx: Tx,
  { secret, said }: { secret: string; said: Said },
  words: string,
): Promise<string> => {
  const solution = await unsafeSolutionOfLink(tx, linkHash(secret))
  if (!solution) return words
  const actor: CustomerActor = { kind: 'customer', customerId: solution.customerId, sessionId: null }
  const given = words || speechFor(null).words.notYetWithoutWords
  const { isHeard } = await answer(tx, actor, solution, { said, words: given, by: 'link' })
  return isHeard ? '' : words
}
