import { sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Note } from '../contract.ts'
import { callAttention } from './attentions.ts'
import { addStaff } from './case-staff.ts'

export const insertNote = async (
  tx: Tx,
  note: { caseId: number; authorId: number; text: string; html: string | null },
): Promise<number> => {
  const { id } = await tx
    .insertInto('notes')
    .values({ case_id: note.caseId, author_id: note.authorId, text: note.text, html: note.html })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Mentions colleagues in a note: they may see the case and find it in "Needs me now". */
export const mention = async (
  tx: Tx,
  caseId: number,
  noteId: number,
  authorId: number,
  mentionedIds: readonly number[],
): Promise<void> => {
  if (mentionedIds.length === 0) return
  await tx
    .insertInto('note_mentions')
    .values(mentionedIds.map((staffId) => ({ note_id: noteId, staff_id: staffId })))
    .execute()
  const others = mentionedIds.filter((id) => id !== authorId)
  await addStaff(tx, caseId, others, 'mentioned')
  await callAttention(tx, caseId, others, 'mention')
}

export const rewriteNote = async (
  tx: Tx,
  noteId: number,
  text: string,
  html: string | null,
): Promise<void> => {
  await tx
    .updateTable('notes')
    .set({ text, html, edited_at: sql<Date>`now()`, version: sql<number>`version + 1` })
    .where('id', '=', noteId)
    .execute()
}

/**
 * A note as the conversation shows it. The caller has found its case through the actor.
 * @throws platform.not-found when there is none, or none on that case
 */
export const noteById = async (tx: Tx, noteId: number, caseId?: number): Promise<Note> => {
  const row = await tx
    .selectFrom('notes')
    .innerJoin('staff', 'staff.id', 'notes.author_id')
    .select(['notes.id', 'author_id as authorId', 'staff.name as authorName', 'text', 'notes.version'])
    .select([
      'notes.created_at',
      sql<number[]>`array(select staff_id from note_mentions where note_id = notes.id order by staff_id)`.as(
        'mentionedIds',
      ),
      sql<Note['attachments']>`coalesce((select json_agg(json_build_object('id', id, 'name', name,
        'mediaType', media_type, 'size', size, 'contentId', content_id) order by id)
        from attachments where note_id = notes.id), '[]')`.as('attachments'),
    ])
    .where('notes.id', '=', noteId)
    .$if(caseId !== undefined, (query) => query.where('case_id', '=', caseId ?? 0))
    .executeTakeFirst()
  if (!row) throw platformErrors.notFound()
  const { created_at, ...note } = row
  return { type: 'note', at: created_at.toISOString(), ...note }
}
