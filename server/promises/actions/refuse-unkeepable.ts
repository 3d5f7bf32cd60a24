import { staffSees } from '../../cases/index.ts'
import { staffExists } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { promiseErrors } from '../contract.ts'

const LONGEST_MS = 2 * 366 * 86_400_000

/**
 * Makes sure that a time can be promised.
 * @throws promises.in-the-past, promises.too-far
 */
export const refuseTime = (dueAt: Date, now: Date): void => {
  if (dueAt <= now) throw promiseErrors.inThePast()
  if (dueAt.getTime() - now.getTime() > LONGEST_MS) throw promiseErrors.tooFar()
}

/**
 * Makes sure that this person can keep a promise of the case; they cannot be switched off until the transaction ends.
 * @throws promises.not-here, promises.cannot-see
 */
export const refuseKeeper = async (tx: Tx, staffId: number, caseId: number): Promise<void> => {
  if (!(await staffExists(tx, staffId))) throw promiseErrors.notHere()
  if (!(await staffSees(tx, staffId, caseId))) throw promiseErrors.cannotSee()
}
