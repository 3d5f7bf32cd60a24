import { unsafeLockCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { promiseAnnouncements } from '../contract.ts'
import { unsettledToAsk } from '../queries/keepers.ts'
import { unsafeLockPromise, updatePromise } from '../queries/promise-row.ts'
import { settleCase } from './settle-case.ts'
import { tellPromise } from './tell-promise.ts'

const actor = systemActor('promises')

/**
 * A case has another owner: they are asked to keep what was promised on it. Until they say yes the keeper of before
 * stays bound, so that a promise survives every hand-off. A case that came back to its keeper asks nobody any more.
 */
export const askNewOwner = async (tx: Tx, caseId: number, formerId: number): Promise<void> => {
  const found = await unsafeLockCase(tx, caseId)
  for (const id of await unsettledToAsk(tx, found.id, found.owner_id)) {
    const row = await unsafeLockPromise(tx, id)
    if (!row || row.settled_how !== null) continue
    const isTheirs = row.keeper_id === found.owner_id
    const asked = await updatePromise(tx, row, { asked_keeper_id: isTheirs ? null : found.owner_id })
    if (isTheirs) continue
    await tellPromise(tx, actor, promiseAnnouncements.keeperAsked, asked, { askedStaffId: found.owner_id })
  }
  await settleCase(tx, found.id, [formerId])
}
