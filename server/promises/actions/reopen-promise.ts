import { staffExists } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { promiseAnnouncements, promiseErrors } from '../contract.ts'
import { lockPromise, updatePromise } from '../queries/promise-row.ts'
import { settleCase } from './settle-case.ts'
import { tellPromise } from './tell-promise.ts'
import { watchPromise } from './watch-promise.ts'

/**
 * Takes back that a promise was kept or withdrawn: it is open and watched again, or broken, and told so, when its time
 * has passed. The journal keeps both words. Whoever kept it may have left since: then the owner of the case keeps it.
 * @throws platform.not-found, platform.changed-meanwhile, promises.not-settled, promises.moved-on
 */
export const reopenPromise = async (
  tx: Tx,
  actor: StaffActor,
  promiseId: number,
  ifMatch: number | null,
): Promise<void> => {
  const { row, found } = await lockPromise(tx, actor, promiseId)
  if (row.settled_how === null) throw promiseErrors.notSettled()
  if (row.settled_how === 'moved') throw promiseErrors.movedOn()
  requireVersion(ifMatch, { version: row.version })
  const wasBroken = row.settled_at !== null && row.settled_at > row.due_at
  const open = await updatePromise(tx, row, {
    // Settled in time it has broken nothing yet: if its time is over, that is told now.
    ...(!wasBroken && { fell_due_at: null }),
    settled_how: null,
    settled_at: null,
    settled_by: null,
    settled_words: '',
    keeper_id: (await staffExists(tx, row.keeper_id)) ? row.keeper_id : found.owner_id,
  })
  await settleCase(tx, row.case_id)
  await tellPromise(tx, actor, promiseAnnouncements.reopened, open, {})
  await watchPromise(tx, row.id)
}
