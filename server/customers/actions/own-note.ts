import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import type { customerAnnouncements, customerNoteSchema } from '../contract.ts'
import { type addNote, lockNote } from '../queries/notes.ts'
import { showNotes } from './show-customer.ts'

export type Note = z.input<typeof customerNoteSchema>

type NoteRow = Awaited<ReturnType<typeof addNote>>

/** Which note of which customer. */
export interface NotePlace {
  readonly customerId: number
  readonly noteId: number
}

/** Reads a note for a change. @throws platform.not-found; platform.not-allowed for a colleague's */
export const ownNote = async (
  tx: Tx,
  actor: StaffActor,
  { customerId, noteId }: NotePlace,
): Promise<NoteRow> => {
  const note = await lockNote(tx, customerId, noteId)
  if (!note) throw platformErrors.notFound()
  if (note.authorId !== actor.staffId) throw platformErrors.notAllowed()
  return note
}

/** A note with the name of its author. */
export const shownNote = async (tx: Tx, row: NoteRow): Promise<Note> => {
  const [note] = await showNotes(tx, [row])
  if (!note) throw new Error('a note was lost on the way to its reader')
  return note
}

type NoteNews = (typeof customerAnnouncements)['noteWritten' | 'noteChanged' | 'noteRemoved']

/** Tells what became of a note. */
export const announceNote = (tx: Tx, actor: StaffActor, news: NoteNews, customerId: number, noteId: number) =>
  announce(tx, news, {
    actor,
    objects: [
      { type: 'customer', id: customerId },
      { type: 'customer-note', id: noteId },
    ],
    attributes: {},
  })
