import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { sanitiseHtml } from '../../platform/html/sanitise.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, type changeNoteSchema, type Note } from '../contract.ts'
import { lockCase } from '../queries/case-row.ts'
import { noteById, rewriteNote } from '../queries/notes.ts'
import { indexWords } from '../search/index-words.ts'

/**
 * Rewrites a note. Only its author can; who was mentioned stays mentioned.
 * @throws platform.not-found, platform.not-allowed, platform.version-needed, platform.changed-meanwhile
 */
export const changeNote = async (
  tx: Tx,
  actor: StaffActor,
  place: { caseId: number; noteId: number },
  version: number | null,
  { text, html }: z.output<typeof changeNoteSchema>,
): Promise<Note> => {
  await lockCase(tx, actor, place.caseId, 'for notes')
  const note = await noteById(tx, place.noteId, place.caseId)
  if (note.authorId !== actor.staffId) throw platformErrors.notAllowed()
  if (version === null) throw platformErrors.versionNeeded()
  if (version !== note.version) throw platformErrors.changedMeanwhile({ current: note })
  await rewriteNote(tx, note.id, text, html === undefined ? null : sanitiseHtml(html))
  await indexWords(tx, { caseId: place.caseId, kind: 'note', objectId: note.id, at: new Date(note.at), text })
  await announce(tx, caseAnnouncements.noteChanged, {
    actor,
    caseId: place.caseId,
    objects: [
      { type: 'case', id: place.caseId },
      { type: 'note', id: note.id },
    ],
    attributes: { noteId: note.id },
  })
  return noteById(tx, note.id)
}
