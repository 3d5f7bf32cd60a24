import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Solution } from '../contract.ts'
import { solutionById } from '../queries/solutions.ts'
import { showSolution } from './show-solution.ts'

/** A proposal as the desk shows it, after the caller has found its case through the actor. */
export const solutionOnCase = async (db: Database, id: number): Promise<Solution> => {
  const row = await solutionById(db, id)
  if (!row) throw platformErrors.notFound()
  return showSolution(row)
}
