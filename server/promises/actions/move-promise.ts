import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type moveTimeSchema, promiseAnnouncements, promiseErrors } from '../contract.ts'
import { queueWatch } from '../jobs/queue.ts'
import { insertPromise } from '../queries/promise-row.ts'
import { reminderAt } from '../rules/reminder.ts'
import { refuseKeeper, refuseTime } from './refuse-unkeepable.ts'
import { lockUnsettled, settle } from './settle.ts'
import { settleCase } from './settle-case.ts'
import { tellPromise } from './tell-promise.ts'

/**
 * Gives a promise a new time, with the customer's agreement. The old time keeps its row: moved, or broken when it had
 * passed already. The new one is a promise of its own, with the same keeper.
 * @returns the id of the promise with the new time
 * @throws platform.not-found, platform.changed-meanwhile, promises.settled, promises.in-the-past, promises.too-far,
 * promises.same-time, promises.not-here, promises.cannot-see
 */
export const movePromise = async (
  tx: Tx,
  actor: StaffActor,
  promiseId: number,
  ifMatch: number | null,
  input: z.output<typeof moveTimeSchema>,
): Promise<number> => {
  const row = await lockUnsettled(tx, actor, promiseId, ifMatch)
  const now = new Date()
  const dueAt = new Date(input.dueAt)
  refuseTime(dueAt, now)
  if (dueAt.getTime() === row.due_at.getTime()) throw promiseErrors.sameTime()
  await refuseKeeper(tx, row.keeper_id, row.case_id)
  const moved = await settle(tx, actor, row, { how: 'moved', at: now, words: input.words })
  const next = await insertPromise(tx, {
    caseId: row.case_id,
    madeOnCaseId: row.made_on_case_id,
    messageId: row.message_id,
    what: row.what,
    dueAt,
    timeZone: row.time_zone,
    keeperId: row.keeper_id,
    madeBy: actor.staffId,
    movedFromId: row.id,
  })
  await queueWatch(tx, next.id, reminderAt(next.made_at, dueAt))
  await settleCase(tx, row.case_id)
  await tellPromise(tx, actor, promiseAnnouncements.moved, moved, {
    toPromiseId: next.id,
    to: dueAt.toISOString(),
  })
  return next.id
}
