import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type keepSchema, promiseAnnouncements, promiseErrors } from '../contract.ts'
import { lockUnsettled, settle } from './settle.ts'
import { tellPromise } from './tell-promise.ts'

/**
 * Says that a promise was kept, now or at a time that is told later. After its time it is kept late: it stays broken in
 * the ledger, and both are known.
 * @throws platform.not-found, platform.changed-meanwhile, promises.settled, promises.not-yet
 */
export const keepPromise = async (
  tx: Tx,
  actor: StaffActor,
  promiseId: number,
  ifMatch: number | null,
  { keptAt, words }: z.output<typeof keepSchema>,
): Promise<void> => {
  const row = await lockUnsettled(tx, actor, promiseId, ifMatch)
  const now = new Date()
  const at = keptAt === undefined ? now : new Date(keptAt)
  if (at > now || at < row.made_at) throw promiseErrors.notYet()
  const kept = await settle(tx, actor, row, { how: 'kept', at, words })
  await tellPromise(tx, actor, promiseAnnouncements.kept, kept, { late: at > row.due_at }, at)
}
