import { unsafeLockCase } from '../../cases/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { promiseAnnouncements } from '../contract.ts'
import { queueWatch } from '../jobs/queue.ts'
import {
  type LockedPromise,
  unsafeCaseOfPromise,
  unsafeLockPromise,
  updatePromise,
} from '../queries/promise-row.ts'
import { reminderAt } from '../rules/reminder.ts'
import { settleCase } from './settle-case.ts'
import { tellPromise } from './tell-promise.ts'

const actor = systemActor('promises')

/**
 * Looks at a promise when something may have to be told: soon due, due, broken. What it tells follows from the row and
 * the clock, so it may come late, early or twice.
 */
export const watchPromise = async (tx: Tx, promiseId: number, now = new Date()): Promise<void> => {
  const caseId = await unsafeCaseOfPromise(tx, promiseId)
  if (caseId === null) return
  await unsafeLockCase(tx, caseId)
  const row = await unsafeLockPromise(tx, promiseId)
  if (!row || isOver(row)) return
  if (now >= row.due_at) await fallDue(tx, row, now)
  else if (row.settled_how === null && now >= reminderAt(row.made_at, row.due_at)) await remind(tx, row, now)
  else await queueWatch(tx, row.id, nextLook(row, now))
}

/** Nothing is left to be told of it. */
const isOver = ({ settled_how, fell_due_at }: LockedPromise): boolean =>
  fell_due_at !== null || (settled_how !== null && settled_how !== 'kept')

const nextLook = (row: LockedPromise, now: Date): Date => {
  const reminder = reminderAt(row.made_at, row.due_at)
  return row.settled_how === null && now < reminder ? reminder : row.due_at
}

const remind = async (tx: Tx, row: LockedPromise, now: Date): Promise<void> => {
  await queueWatch(tx, row.id, row.due_at)
  if (row.reminded_at !== null) return
  await updatePromise(tx, row, { reminded_at: now }, false)
  await settleCase(tx, row.case_id)
  await tellPromise(tx, actor, promiseAnnouncements.dueSoon, row, {})
}

const fallDue = async (tx: Tx, row: LockedPromise, now: Date): Promise<void> => {
  const kept = row.settled_how === 'kept'
  await updatePromise(tx, row, { fell_due_at: now, reminded_at: row.reminded_at ?? now }, false)
  await settleCase(tx, row.case_id)
  await tellPromise(tx, actor, promiseAnnouncements.due, row, { kept }, row.due_at)
  if (!kept) await tellPromise(tx, actor, promiseAnnouncements.broken, row, {}, row.due_at)
}
