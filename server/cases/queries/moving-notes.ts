import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'

/** Hangs notes with their attachments on another case. */
export const moveNotes = async (tx: Tx, noteIds: readonly number[], caseId: number): Promise<void> => {
  const ids = [...noteIds]
  await sql`
    with moved_notes as (
      update notes set case_id = ${caseId} where id = any(${ids}::bigint[]) returning id
    ), moved_files as (
      update attachments set case_id = ${caseId} where note_id = any(${ids}::bigint[]) returning id
    )
    update search_entries set case_id = ${caseId}
    where (kind = 'note' and object_id in (select id from moved_notes))
      or (kind = 'file' and object_id in (select id from moved_files))`.execute(tx)
}

/** The need of a case is found at the case it lives on in. */
export const moveNeed = async (tx: Tx, caseId: number, toCaseId: number): Promise<void> => {
  await tx
    .updateTable('search_entries')
    .set({ case_id: toCaseId })
    .where('kind', '=', 'need')
    .where('object_id', '=', caseId)
    .execute()
}
