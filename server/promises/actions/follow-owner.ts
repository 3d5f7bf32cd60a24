import { unsafeLockCase } from '../../cases/index.ts'
import type { ChangeOfHands } from '../../ownership/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { type Actor, systemActor } from '../../platform/identity/actor.ts'
import { promiseAnnouncements } from '../contract.ts'
import { unsettledOfCase } from '../queries/keepers.ts'
import { type LockedPromise, unsafeLockPromise, updatePromise } from '../queries/promise-row.ts'
import { giveTo } from './hand-promise.ts'
import { settleCase } from './settle-case.ts'
import { tellPromise } from './tell-promise.ts'

/**
 * A locked case has another owner. What they said they keep is theirs at once, what they left out stays with its keeper;
 * where they were not asked yet they are asked now. Until they say yes the keeper of before stays bound, so that a
 * promise survives every hand-off. What was settled while they read is passed over.
 */
export const followOwner = async (tx: Tx, actor: Actor, change: ChangeOfHands): Promise<void> => {
  const ids = await unsettledOfCase(tx, change.caseId)
  const former = [change.fromStaffId]
  for (const id of ids) {
    const row = await unsafeLockPromise(tx, id)
    if (!row || row.settled_how !== null) continue
    if (row.asked_keeper_id !== null) former.push(row.asked_keeper_id)
    const keepsIt = change.promiseIds?.includes(id) === true
    if (keepsIt && row.keeper_id !== change.toStaffId) await giveTo(tx, actor, row, change.toStaffId)
    else await askOrLeave(tx, actor, row, change)
  }
  if (ids.length > 0) await settleCase(tx, change.caseId, former)
}

const askOrLeave = async (
  tx: Tx,
  actor: Actor,
  row: LockedPromise,
  { toStaffId, promiseIds }: ChangeOfHands,
): Promise<void> => {
  const askedId = promiseIds !== undefined || row.keeper_id === toStaffId ? null : toStaffId
  if (row.asked_keeper_id === askedId) return
  const asked = await updatePromise(tx, row, { asked_keeper_id: askedId })
  if (askedId === null) return
  await tellPromise(tx, actor, promiseAnnouncements.keeperAsked, asked, { askedStaffId: askedId })
}

/** Asks whoever took a case to keep what is promised on it, unless it went on to somebody else before this was heard. */
export const askTaker = async (
  tx: Tx,
  caseId: number,
  taken: Pick<ChangeOfHands, 'fromStaffId' | 'toStaffId'>,
): Promise<void> => {
  const { id, owner_id: ownerId } = await unsafeLockCase(tx, caseId)
  if (ownerId !== taken.toStaffId) return
  await followOwner(tx, systemActor('promises'), { caseId: id, ...taken, promiseIds: undefined })
}
