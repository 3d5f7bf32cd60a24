import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor, StaffActor } from '../../platform/identity/actor.ts'
import { promiseAnnouncements } from '../contract.ts'
import { type LockedPromise, updatePromise } from '../queries/promise-row.ts'
import { refuseKeeper } from './refuse-unkeepable.ts'
import { lockUnsettled } from './settle.ts'
import { settleCase } from './settle-case.ts'
import { tellPromise } from './tell-promise.ts'

/**
 * Lets somebody keep a promise from now on: whoever took the case over says so themselves, or names who will.
 * @throws platform.not-found, platform.changed-meanwhile, promises.settled, promises.not-here, promises.cannot-see
 */
export const handPromise = async (
  tx: Tx,
  actor: StaffActor,
  promiseId: number,
  ifMatch: number | null,
  keeperId: number,
): Promise<void> => {
  const row = await lockUnsettled(tx, actor, promiseId, ifMatch)
  await refuseKeeper(tx, keeperId, row.case_id)
  await giveTo(tx, actor, row, keeperId)
}

/** Makes this person the keeper of a locked promise, and nobody is asked any more. */
export const giveTo = async (tx: Tx, actor: Actor, row: LockedPromise, keeperId: number): Promise<void> => {
  const change = { keeper_id: keeperId, asked_keeper_id: null }
  const handed = await updatePromise(tx, row, change)
  await settleCase(tx, row.case_id, [row.keeper_id, row.asked_keeper_id ?? row.keeper_id])
  if (keeperId === row.keeper_id) return
  await tellPromise(tx, actor, promiseAnnouncements.handed, handed, { fromStaffId: row.keeper_id })
}
