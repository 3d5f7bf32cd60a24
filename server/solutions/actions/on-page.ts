import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import type { Said } from '../contract.ts'
import { type SolutionRow, solutionById, waitingSolution } from '../queries/solutions.ts'
import { unsafeCaseOfSolution } from '../queries/surroundings.ts'
import { asksStill } from '../rules.ts'
import { answer, type Heard } from './answer.ts'

const asksThem = async (
  db: Database,
  { customerId }: CustomerActor,
  caseId: number,
): Promise<SolutionRow | null> => {
  const solution = await waitingSolution(db, caseId)
  if (solution?.customerId !== customerId) return null
  const { state, customerId: now } = await unsafeCaseOfSolution(db, solution.id)
  return now === customerId && asksStill(state) ? solution : null
}

/** What this customer is asked on a case; null when nothing is. */
export const waitingProposal = async (db: Database, actor: CustomerActor, caseId: number) => {
  const solution = await asksThem(db, actor, caseId)
  return solution && { id: solution.id, words: solution.words, proposer: solution.proposerName }
}

/** Their answer on their page, to the very question they saw; unheard when it is not asked any more. */
export const answerOnPage = async (
  tx: Tx,
  actor: CustomerActor,
  { caseId, solutionId, said, words }: { caseId: number; solutionId: number; said: Said; words: string },
): Promise<Heard> => {
  const solution = await solutionById(tx, solutionId)
  const isTheirs = solution?.caseId === caseId && solution.customerId === actor.customerId
  if (!isTheirs) return { outcome: 'overtaken', isHeard: false }
  return answer(tx, actor, solution, { said, words, by: 'page' })
}
