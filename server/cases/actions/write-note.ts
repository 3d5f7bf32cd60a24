import type { z } from 'zod'
import { staffHere } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { sanitiseHtml } from '../../platform/html/sanitise.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, type Note, type newNoteSchema } from '../contract.ts'
import { clearAttention } from '../queries/attentions.ts'
import { type LockedCase, lockCase, refuseMerged, updateCase } from '../queries/case-row.ts'
import { deleteDraft } from '../queries/end-draft.ts'
import { attachFiles } from '../queries/messages.ts'
import { insertNote, mention, noteById } from '../queries/notes.ts'
import { ownUploads } from '../queries/uploads.ts'
import { indexWords } from '../search/index-words.ts'

/**
 * Writes internal text on a case. Who is mentioned may see the case from now on and is called to it.
 * @throws platform.not-found, cases.already-merged, cases.upload-gone, platform.invalid for an unknown colleague
 */
export const writeNote = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  { text, html, attachments, ...input }: z.output<typeof newNoteSchema>,
): Promise<Note> => {
  const row = await lockCase(tx, actor, caseId, 'for notes')
  refuseMerged(row)
  const mentionedIds = await knownColleagues(tx, input.mentionedIds)
  const files = await ownUploads(tx, actor, attachments)
  const noteId = await addNote(tx, actor, row, {
    ...{ text, html: html === undefined ? null : sanitiseHtml(html) },
    mentionedIds,
  })
  await attachFiles(tx, { caseId, noteId }, files, row.language)
  await deleteDraft(tx, caseId, actor.staffId, 'note')
  await clearAttention(tx, caseId, actor.staffId)
  return noteById(tx, noteId)
}

interface NewNote {
  readonly text: string
  readonly html: string | null
  readonly mentionedIds: readonly number[]
}

/** Writes internal text on a locked case, whatever its author has begun to write beside it. @returns its id */
export const addNote = async (
  tx: Tx,
  actor: StaffActor,
  row: LockedCase,
  { text, html, mentionedIds }: NewNote,
): Promise<number> => {
  const caseId = row.id
  const noteId = await insertNote(tx, { caseId, authorId: actor.staffId, text, html })
  await mention(tx, caseId, noteId, actor.staffId, mentionedIds)
  await indexWords(tx, { caseId, kind: 'note', objectId: noteId, at: new Date(), text })
  await updateCase(tx, row, { last_activity_at: new Date() }, false)
  await announce(tx, caseAnnouncements.noteWritten, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'note', id: noteId },
      ...mentionedIds.map((id) => ({ type: 'staff', id, qualifier: 'mentioned' })),
    ],
    attributes: { noteId, mentionedIds: [...mentionedIds] },
  })
  return noteId
}

const knownColleagues = async (tx: Tx, ids: readonly number[]): Promise<number[]> => {
  const known = await staffHere(tx, ids)
  if (ids.some((id) => !known.has(id)))
    throw platformErrors.invalid({
      fields: [{ path: 'mentionedIds', message: 'names somebody who is not here' }],
    })
  return [...known]
}
