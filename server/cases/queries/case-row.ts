import { type Selectable, sql, type Updateable } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Cases } from '../../platform/db/schema.generated.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type Case, type CaseState, type Channel, caseErrors } from '../contract.ts'
import { dutyInPlaceOf, type OwnerChange } from './owner.ts'
import { servedCases, visibleCases } from './visibility.ts'

/** A case whose row is locked until the transaction ends: every change of a case goes through such a lock. */
export type LockedCase = Selectable<Cases> & {
  readonly state: CaseState
  readonly channel: Channel
  readonly fields: Case['fields']
}

// The database keeps these columns to what the contract says.
export const locked = (row: Selectable<Cases>): LockedCase => row as LockedCase

/**
 * Locks a case that this person may change, or for notes also one that they were asked into for no more.
 * @throws platform.not-found when it does not exist or is not theirs to see, cases.notes-only
 */
export const lockCase = async (tx: Tx, actor: StaffActor, caseId: number, why?: 'for notes') => {
  const row = await tx
    .selectFrom('cases')
    .selectAll()
    .select(servedCases(actor).as('serves'))
    .where('id', '=', caseId)
    .where(visibleCases(actor))
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw platformErrors.notFound()
  if (!row.serves && why !== 'for notes') throw caseErrors.notesOnly()
  return locked(row)
}

/** @throws cases.already-merged with where each such case lives on */
export const refuseMerged = (...rows: readonly LockedCase[]): void => {
  const merged = rows.find(({ merged_into_id }) => merged_into_id !== null)
  if (merged) throw caseErrors.alreadyMerged({ caseId: merged.id, intoCaseId: merged.merged_into_id })
}

/** What may change of a case, except who owns it: that is for `giveCase`. */
export type CaseChange = Omit<Updateable<Cases>, keyof OwnerChange>

/**
 * Writes changed columns of a locked case. A change that a person may have edited against raises its version. A
 * case that was finished and goes on has its owner again, or whoever is on duty when that person left meanwhile.
 */
export const updateCase = async (
  tx: Tx,
  row: LockedCase,
  change: CaseChange,
  raisesVersion = true,
): Promise<number> =>
  writeCase(tx, row, { ...change, ...(await dutyInPlaceOf(tx, row, change)) }, raisesVersion)

/** Writes changed columns, also who owns the case. Only for this room's `updateCase` and `giveCase`. */
export const writeCase = async (
  tx: Tx,
  row: LockedCase,
  change: Updateable<Cases>,
  raisesVersion = true,
): Promise<number> => {
  const { version } = await tx
    .updateTable('cases')
    .set({ ...change, ...(raisesVersion && { version: sql<number>`version + 1` }) })
    .where('id', '=', row.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
