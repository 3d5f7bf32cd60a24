import { lockCase, moveCase } from '../../cases/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type Solution, solutionAnnouncements, solutionErrors } from '../contract.ts'
import { endSolution, solutionById } from '../queries/solutions.ts'
import { announceSolution } from './announce-solution.ts'
import { solutionOnCase } from './show-solution.ts'

/**
 * Takes a proposal back: its links answer nothing any more, and the case is open again.
 * @throws platform.not-found, solutions.not-waiting
 */
export const withdraw = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  solutionId: number,
): Promise<Solution> => {
  const row = await lockCase(tx, actor, caseId)
  const solution = await solutionById(tx, solutionId)
  if (solution?.caseId !== caseId) throw platformErrors.notFound()
  if (row.state !== 'solution-proposed') throw solutionErrors.notWaiting()
  if (!(await endSolution(tx, solutionId, { outcome: 'withdrawn' }))) throw solutionErrors.notWaiting()
  await moveCase(tx, actor, row, 'work-on')
  await announceSolution(tx, solutionAnnouncements.withdrawn, actor, solution, { solutionId })
  return solutionOnCase(tx, solutionId)
}
