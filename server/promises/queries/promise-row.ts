import { type Selectable, sql, type Updateable } from 'kysely'
import { type LockedCase, lockCase, visibleCases } from '../../cases/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Promises } from '../../platform/db/schema.generated.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'

/** A promise whose row is locked until the transaction ends, and before it the row of its case. */
export type LockedPromise = Selectable<Promises>

/**
 * Locks a promise on a case that this person may see, after its case: whoever changes a case locks in this order.
 * @throws platform.not-found; platform.changed-meanwhile when it went to another case this very moment
 */
export const lockPromise = async (
  tx: Tx,
  actor: StaffActor,
  promiseId: number,
): Promise<{ row: LockedPromise; found: LockedCase }> => {
  const place = await tx
    .selectFrom('promises')
    .innerJoin('cases', 'cases.id', 'promises.case_id')
    .select('promises.case_id')
    .where('promises.id', '=', promiseId)
    .where('settled_how', 'is distinct from', 'unsaid')
    .where(visibleCases(actor))
    .executeTakeFirst()
  if (!place) throw platformErrors.notFound()
  const found = await lockCase(tx, actor, place.case_id)
  const row = await unsafeLockPromise(tx, promiseId)
  if (!row) throw platformErrors.notFound()
  if (row.case_id !== found.id) throw platformErrors.changedMeanwhile()
  return { row, found }
}

/** Locks a promise for a part of the desk that acts by itself and has locked its case. */
export const unsafeLockPromise = (tx: Tx, promiseId: number): Promise<LockedPromise | undefined> =>
  tx.selectFrom('promises').selectAll().where('id', '=', promiseId).forUpdate().executeTakeFirst()

/** On which case a promise stands, whoever asks. */
export const unsafeCaseOfPromise = async (tx: Tx, promiseId: number): Promise<number | null> => {
  const row = await tx.selectFrom('promises').select('case_id').where('id', '=', promiseId).executeTakeFirst()
  return row?.case_id ?? null
}

export interface NewPromise {
  readonly caseId: number
  readonly madeOnCaseId: number
  readonly messageId: number | null
  readonly what: string
  readonly dueAt: Date
  readonly timeZone: string
  readonly keeperId: number
  readonly madeBy: number
  readonly movedFromId: number | null
}

export const insertPromise = async (tx: Tx, made: NewPromise): Promise<LockedPromise> =>
  tx
    .insertInto('promises')
    .values({
      case_id: made.caseId,
      made_on_case_id: made.madeOnCaseId,
      message_id: made.messageId,
      what: made.what,
      due_at: made.dueAt,
      time_zone: made.timeZone,
      keeper_id: made.keeperId,
      made_by: made.madeBy,
      moved_from_id: made.movedFromId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()

/** Writes changed columns of a locked promise. What people may have edited against raises its version. */
export const updatePromise = async (
  tx: Tx,
  row: LockedPromise,
  change: Updateable<Promises>,
  raisesVersion = true,
): Promise<LockedPromise> =>
  tx
    .updateTable('promises')
    .set({ ...change, ...(raisesVersion && { version: sql<number>`version + 1` }) })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
