import { unsafeLockCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { promiseAnnouncements } from '../contract.ts'
import { unsettledOfMessage } from '../queries/keepers.ts'
import { unsafeLockPromise, updatePromise } from '../queries/promise-row.ts'
import { settleCase } from './settle-case.ts'
import { tellPromise } from './tell-promise.ts'

const actor = systemActor('promises')

/** A message was taken back before it left: what it promised was never said, and counts nowhere. */
export const unsayPromises = async (tx: Tx, caseId: number, messageId: number): Promise<void> => {
  const found = await unsafeLockCase(tx, caseId)
  for (const id of await unsettledOfMessage(tx, messageId)) {
    const row = await unsafeLockPromise(tx, id)
    if (!row || row.settled_how !== null) continue
    const unsaid = await updatePromise(tx, row, { settled_how: 'unsaid', settled_at: new Date() })
    await tellPromise(tx, actor, promiseAnnouncements.unsaid, unsaid, {})
  }
  await settleCase(tx, found.id)
}
