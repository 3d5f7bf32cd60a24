import { createHash } from 'node:crypto'
import { speechFor } from '../../../pages/words/words.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import { answerOnPage } from '../../solutions/index.ts'
import { caseForCustomer } from '../queries/cases.ts'
import { write } from './write.ts'

interface Given {
  readonly caseId: number
  readonly solutionId: number
  readonly said: 'yes' | 'not-yet'
  readonly words: string
}

/**
 * Takes the customer's answer to a proposal. Where the question is over, what they wrote with it is a message like any
 * other: nobody writes to us for nothing.
 * @returns what they are told
 * @throws platform.not-found
 */
export const answerProposal = async (
  tx: Tx,
  actor: CustomerActor,
  { caseId, solutionId, said, words }: Given,
): Promise<'answered' | 'overtaken' | 'written'> => {
  const { isOwn } = await caseForCustomer(tx, actor, caseId)
  const text = words || speechFor(null).words.notYetWithoutWords
  const { isHeard } = await answerOnPage(tx, actor, { caseId, solutionId, said, words: text })
  if (isHeard) return 'answered'
  if (isOwn && said === 'not-yet' && words !== '') {
    const once = createHash('sha256').update(`${solutionId} ${words}`).digest('hex')
    await write(tx, actor, { caseId, text: words, files: [], once })
    return 'written'
  }
  return 'overtaken'
}
