import type { z } from 'zod'
import { lockCase, refuseMerged } from '../../cases/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type newPromiseSchema, promiseAnnouncements, promiseErrors } from '../contract.ts'
import { queueWatch } from '../jobs/queue.ts'
import { dueOtherwise, isMessageOf, zoneOfCase } from '../queries/context.ts'
import { answerNoticed, lockNoticed } from '../queries/noticed.ts'
import { insertPromise } from '../queries/promise-row.ts'
import { reminderAt } from '../rules/reminder.ts'
import { refuseKeeper, refuseTime } from './refuse-unkeepable.ts'
import { settleCase } from './settle-case.ts'
import { tellPromise } from './tell-promise.ts'

/**
 * Promises the customer of a case something, with a time and a keeper (rule 6). Without a time it is due at the end of
 * the next working day.
 * @returns the promise's id
 * @throws platform.not-found, cases.already-merged, promises.in-the-past, promises.too-far, promises.not-here,
 * promises.cannot-see, promises.foreign-message
 */
export const makePromise = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  { what, keeperId = actor.staffId, noticedPromiseId, ...input }: z.output<typeof newPromiseSchema>,
): Promise<number> => {
  const found = await lockCase(tx, actor, caseId)
  refuseMerged(found)
  const timeZone = await zoneOfCase(tx, caseId)
  const now = new Date()
  const dueAt = input.dueAt === undefined ? await dueOtherwise(tx, caseId, now) : new Date(input.dueAt)
  refuseTime(dueAt, now)
  await refuseKeeper(tx, keeperId, caseId)
  const noticed = await noticedHere(tx, actor, caseId, noticedPromiseId)
  const messageId = noticed?.messageId ?? input.messageId ?? null
  if (messageId !== null && !(await isMessageOf(tx, caseId, messageId))) throw promiseErrors.foreignMessage()
  const row = await insertPromise(tx, {
    ...{ caseId, madeOnCaseId: caseId, messageId, what, dueAt, timeZone, keeperId },
    madeBy: actor.staffId,
    movedFromId: null,
  })
  if (noticed) await answerNoticed(tx, noticed.id, row.id)
  await queueWatch(tx, row.id, reminderAt(row.made_at, row.due_at))
  await settleCase(tx, caseId)
  await tellPromise(tx, actor, promiseAnnouncements.made, row, {})
  return row.id
}

const noticedHere = async (tx: Tx, actor: StaffActor, caseId: number, id: number | undefined) => {
  if (id === undefined) return undefined
  const noticed = await lockNoticed(tx, actor, id)
  if (noticed?.caseId !== caseId) throw platformErrors.notFound()
  return noticed
}
