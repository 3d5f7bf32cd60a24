import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { customerAnnouncements } from '../contract.ts'
import { deleteNote } from '../queries/notes.ts'
import { announceNote, type NotePlace, ownNote } from './own-note.ts'

/** Removes one's own note. @throws like `changeNote` */
export const removeNote = async (tx: Tx, actor: StaffActor, place: NotePlace): Promise<void> => {
  const note = await ownNote(tx, actor, place)
  await deleteNote(tx, note.id)
  await announceNote(tx, actor, customerAnnouncements.noteRemoved, place.customerId, note.id)
}
