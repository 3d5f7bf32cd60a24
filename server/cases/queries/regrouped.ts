import type { Tx } from '../../platform/db/transaction.ts'
import { regroupingSchema } from '../contract.ts'
import { type Moved, movedSchema } from './moved.ts'
import { contactsOfCase, notesOfCase } from './parts-of-case.ts'

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
