import { unsafeLockCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { followCases } from '../queries/following.ts'
import { settleCase } from './settle-case.ts'

/**
 * After cases were merged, split or put back: their promises stand where their messages stand, or where the case lives
 * on in which they were made.
 */
export const followRegrouping = async (tx: Tx, caseIds: readonly number[]): Promise<void> => {
  const concerned = [...new Set(caseIds)].sort((a, b) => a - b)
  for (const caseId of concerned) await unsafeLockCase(tx, caseId)
  const touched = await followCases(tx, concerned)
  for (const caseId of touched) await settleCase(tx, caseId)
}
