import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { customerAnnouncements } from '../contract.ts'
import { updateNote } from '../queries/notes.ts'
import { announceNote, type Note, type NotePlace, ownNote, shownNote } from './own-note.ts'

/** Changes one's own note. @throws platform.not-found; platform.not-allowed for a colleague's */
export const changeNote = async (
  tx: Tx,
  actor: StaffActor,
  place: NotePlace,
  ifMatch: number | null,
  text: string,
): Promise<Note> => {
  const before = await ownNote(tx, actor, place)
  if (ifMatch !== before.version) requireVersion(ifMatch, await shownNote(tx, before))
  const note = await updateNote(tx, before.id, text)
  await announceNote(tx, actor, customerAnnouncements.noteChanged, place.customerId, note.id)
  return shownNote(tx, note)
}
