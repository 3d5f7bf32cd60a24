import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { regroupingSchema } from '../contract.ts'
import { contactsOfCase, type Moved, movedSchema, notesOfCase } from './regrouping.ts'
import { caseForActor } from './visibility.ts'

const kindSchema = regroupingSchema.shape.kind

/** Between which cases something was regrouped; null when there is no such regrouping. */
export const unsafeRegroupedCases = async (tx: Tx, id: number) =>
  tx.selectFrom('regroupings').select(['from_case_id', 'to_case_id']).where('id', '=', id).executeTakeFirst()

/** A regrouping with what it moved, its row locked; null when there is none of that number. */
export const lockRegrouping = async (tx: Tx, id: number) => {
  const row = await tx
    .selectFrom('regroupings')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { ...row, kind: kindSchema.parse(row.kind), moved: movedSchema.parse(row.moved) } : null
}

export const markUndone = async (tx: Tx, id: number, staffId: number): Promise<void> => {
  await tx
    .updateTable('regroupings')
    .set({ undone_by: staffId, undone_at: new Date() })
    .where('id', '=', id)
    .execute()
}

/** Whether everything that was moved still stands where it was put. */
export const stillThere = async (
  tx: Tx,
  caseId: number,
  { contactIds, noteIds }: Moved,
): Promise<boolean> => {
  const contacts = new Set(await contactsOfCase(tx, caseId))
  const notes = new Set(await notesOfCase(tx, caseId))
  return contactIds.every((id) => contacts.has(id)) && noteIds.every((id) => notes.has(id))
}

/**
 * What was merged, split and moved on a case, newest first.
 * @throws platform.not-found when the case is not theirs to see
 */
export const listRegroupings = async (db: Database, actor: StaffActor, caseId: number) => {
  await caseForActor(db, actor, caseId)
  const rows = await db
    .selectFrom('regroupings')
    .select(['id', 'kind', 'from_case_id', 'to_case_id', 'done_at', 'undone_at'])
    .where(({ or, eb }) => or([eb('from_case_id', '=', caseId), eb('to_case_id', '=', caseId)]))
    .orderBy('id', 'desc')
    .limit(MOST_LISTED)
    .execute()
  const items = rows.map((row) => ({
    id: row.id,
    kind: kindSchema.parse(row.kind),
    fromCaseId: row.from_case_id,
    toCaseId: row.to_case_id,
    doneAt: row.done_at.toISOString(),
    undone: row.undone_at !== null,
  }))
  return { items }
}

const MOST_LISTED = 200
