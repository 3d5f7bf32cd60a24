import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { promiseErrors } from '../contract.ts'
import { type LockedPromise, lockPromise, updatePromise } from '../queries/promise-row.ts'
import { settleCase } from './settle-case.ts'

/** What became of a promise, as somebody says it. */
export interface Settlement {
  readonly how: 'kept' | 'moved' | 'withdrawn'
  readonly at: Date
  readonly words: string
}

/**
 * Locks a promise that is still to be kept, for its answer.
 * @throws platform.not-found, platform.version-needed, platform.changed-meanwhile, promises.settled
 */
export const lockUnsettled = async (
  tx: Tx,
  actor: StaffActor,
  promiseId: number,
  ifMatch: number | null,
): Promise<LockedPromise> => {
  const { row } = await lockPromise(tx, actor, promiseId)
  if (row.settled_how !== null) throw promiseErrors.settled()
  requireVersion(ifMatch, { version: row.version })
  return row
}

/** Writes down what became of a locked promise, and what that means for its case. */
export const settle = async (
  tx: Tx,
  actor: StaffActor,
  row: LockedPromise,
  { how, at, words }: Settlement,
): Promise<LockedPromise> => {
  const settled = await updatePromise(tx, row, {
    settled_how: how,
    settled_at: at,
    settled_by: actor.staffId,
    settled_words: words,
    asked_keeper_id: null,
  })
  await settleCase(tx, row.case_id, row.asked_keeper_id === null ? [] : [row.asked_keeper_id])
  return settled
}
