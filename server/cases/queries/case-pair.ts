import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { caseErrors } from '../contract.ts'
import { type LockedCase, lockCase } from './case-row.ts'

export interface CasePair {
  readonly from: LockedCase
  readonly to: LockedCase
}

/**
 * Locks two cases that this person may see, always the lower number first, so that two people who regroup the
 * same cases in opposite directions wait for each other instead of blocking each other.
 * @throws platform.not-found, cases.same-case
 */
export const lockPair = async (
  tx: Tx,
  actor: StaffActor,
  fromCaseId: number,
  toCaseId: number,
): Promise<CasePair> => {
  if (fromCaseId === toCaseId) throw caseErrors.sameCase()
  const first = await lockCase(tx, actor, Math.min(fromCaseId, toCaseId))
  const second = await lockCase(tx, actor, Math.max(fromCaseId, toCaseId))
  return first.id === fromCaseId ? { from: first, to: second } : { from: second, to: first }
}
