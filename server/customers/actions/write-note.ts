import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { customerAnnouncements } from '../contract.ts'
import { customerExists } from '../queries/customers.ts'
import { addNote } from '../queries/notes.ts'
import { announceNote, type Note, shownNote } from './own-note.ts'

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
  return shownNote(tx, note)
}
