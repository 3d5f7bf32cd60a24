import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { customerAnnouncements, type customerNoteSchema } from '../contract.ts'
import { customerExists } from '../queries/customers.ts'
import { addNote, deleteNote, lockNote, updateNote } from '../queries/notes.ts'
import { showNotes } from './show-customer.ts'

type Note = z.input<typeof customerNoteSchema>
type NoteRow = Awaited<ReturnType<typeof addNote>>

/** Which note of which customer. */
export interface NotePlace {
  readonly customerId: number
  readonly noteId: number
}

/** Writes something down about a customer that colleagues should know. @throws platform.not-found */
export const writeNote = async (
  tx: Tx,
  actor: StaffActor,
  customerId: number,
  text: string,
): Promise<Note> => {
  if (!(await customerExists(tx, customerId))) throw platformErrors.notFound()
  const note = await addNote(tx, customerId, actor.staffId, text)
  await announceNote(tx, actor, customerAnnouncements.noteWritten, customerId, note.id)
  return show(tx, note)
}

/** Changes one's own note. @throws platform.not-found; platform.not-allowed for a colleague's */
export const changeNote = async (
  tx: Tx,
  actor: StaffActor,
  place: NotePlace,
  ifMatch: number | null,
  text: string,
): Promise<Note> => {
  const before = await ownNote(tx, actor, place)
  if (ifMatch !== before.version) requireVersion(ifMatch, await show(tx, before))
  const note = await updateNote(tx, before.id, text)
  await announceNote(tx, actor, customerAnnouncements.noteChanged, place.customerId, note.id)
  return show(tx, note)
}

/** Removes one's own note. @throws like {@link changeNote} */
export const removeNote = async (tx: Tx, actor: StaffActor, place: NotePlace): Promise<void> => {
  const note = await ownNote(tx, actor, place)
  await deleteNote(tx, note.id)
  await announceNote(tx, actor, customerAnnouncements.noteRemoved, place.customerId, note.id)
}

const ownNote = async (tx: Tx, actor: StaffActor, { customerId, noteId }: NotePlace): Promise<NoteRow> => {
  const note = await lockNote(tx, customerId, noteId)
  if (!note) throw platformErrors.notFound()
  if (note.authorId !== actor.staffId) throw platformErrors.notAllowed()
  return note
}

const show = async (tx: Tx, row: NoteRow): Promise<Note> => {
  const [note] = await showNotes(tx, [row])
  if (!note) throw new Error('a note was lost on the way to its reader')
  return note
}

type NoteNews = (typeof customerAnnouncements)['noteWritten' | 'noteChanged' | 'noteRemoved']

const announceNote = (tx: Tx, actor: StaffActor, news: NoteNews, customerId: number, noteId: number) =>
  announce(tx, news, {
    actor,
    objects: [
      { type: 'customer', id: customerId },
      { type: 'customer-note', id: noteId },
    ],
    attributes: {},
  })
