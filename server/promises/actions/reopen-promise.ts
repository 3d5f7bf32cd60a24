import { staffExists } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { promiseAnnouncements, promiseErrors } from '../contract.ts'
import { lockPromise, updatePromise } from '../queries/promise-row.ts'
import { settleCase } from './settle-case.ts'
import { tellPromise } from './tell-promise.ts'

/**
 * Takes back that a promise was kept or withdrawn: it is open again, or broken when its time has passed. The journal
 * keeps both words. Whoever kept it may have left since: then the owner of the case keeps it.
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
  const open = await updatePromise(tx, row, {
    settled_how: null,
    settled_at: null,
    settled_by: null,
    settled_words: '',
    keeper_id: (await staffExists(tx, row.keeper_id)) ? row.keeper_id : found.owner_id,
  })
  await settleCase(tx, row.case_id)
  await tellPromise(tx, actor, promiseAnnouncements.reopened, open, {})
}
