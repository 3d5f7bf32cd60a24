import type { z } from 'zod'
import { staffHere } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { sanitiseHtml } from '../../platform/html/sanitise.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, type Note, type newNoteSchema } from '../contract.ts'
import { clearAttention } from '../queries/attentions.ts'
import { lockCase, refuseMerged, updateCase } from '../queries/case-row.ts'
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
  const row = await lockCase(tx, actor, caseId)
  refuseMerged(row)
  const mentionedIds = await knownColleagues(tx, input.mentionedIds)
  const files = await ownUploads(tx, actor, attachments)
  const note = { caseId, authorId: actor.staffId, text, html: html === undefined ? null : sanitiseHtml(html) }
  const noteId = await insertNote(tx, note)
  await mention(tx, caseId, noteId, actor.staffId, mentionedIds)
  await attachFiles(tx, { caseId, noteId }, files, row.language)
  await indexWords(tx, { caseId, kind: 'note', objectId: noteId, at: new Date(), text })
  await updateCase(tx, row, { last_activity_at: new Date() }, false)
  await deleteDraft(tx, caseId, actor.staffId, 'note')
  await clearAttention(tx, caseId, actor.staffId)
  await announce(tx, caseAnnouncements.noteWritten, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'note', id: noteId },
      ...mentionedIds.map((id) => ({ type: 'staff', id, qualifier: 'mentioned' })),
    ],
    attributes: { noteId, mentionedIds },
  })
  return noteById(tx, noteId)
}

const knownColleagues = async (tx: Tx, ids: readonly number[]): Promise<number[]> => {
  const known = await staffHere(tx, ids)
  if (ids.some((id) => !known.has(id)))
    throw platformErrors.invalid({
      fields: [{ path: 'mentionedIds', message: 'names somebody who is not here' }],
    })
  return [...known]
}
