import { peopleErrors } from '../../people/contract.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { ownsUnfinished } from '../queries/unfinished.ts'

/**
 * Asked before somebody is switched off: a case never loses the person accountable for it.
 * @throws people.still-owns-cases
 */
export const keepOwners = async (tx: Tx, staffId: number): Promise<void> => {
  if (await ownsUnfinished(tx, staffId)) throw peopleErrors.stillOwnsCases()
}
