import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { promiseAnnouncements, type withdrawSchema } from '../contract.ts'
import { lockUnsettled, settle } from './settle.ts'
import { tellPromise } from './tell-promise.ts'

/**
 * The customer does not want it any more. After its time it still counts as broken: a promise that was not kept is not
 * made good by nobody waiting any longer.
 * @throws platform.not-found, platform.changed-meanwhile, promises.settled
 */
export const withdrawPromise = async (
  tx: Tx,
  actor: StaffActor,
  promiseId: number,
  ifMatch: number | null,
  { words }: z.output<typeof withdrawSchema>,
): Promise<void> => {
  const row = await lockUnsettled(tx, actor, promiseId, ifMatch)
  const withdrawn = await settle(tx, actor, row, { how: 'withdrawn', at: new Date(), words })
  await tellPromise(tx, actor, promiseAnnouncements.withdrawn, withdrawn, { words })
}
