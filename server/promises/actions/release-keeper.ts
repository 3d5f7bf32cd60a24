import { unsafeLockCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { unsettledOfKeeper } from '../queries/keepers.ts'
import { unsafeLockPromise } from '../queries/promise-row.ts'
import { giveTo } from './hand-promise.ts'

const actor = systemActor('promises')

/**
 * Before somebody is switched off: what they still had to keep is kept by the owners of the cases, so that no promise
 * is left to somebody who is gone.
 */
export const releaseKeeper = async (tx: Tx, staffId: number): Promise<void> => {
  for (const { id, case_id, owner_id } of await unsettledOfKeeper(tx, staffId)) {
    if (owner_id === staffId) continue
    await unsafeLockCase(tx, case_id)
    const row = await unsafeLockPromise(tx, id)
    if (row && row.settled_how === null) await giveTo(tx, actor, row, owner_id)
  }
}
