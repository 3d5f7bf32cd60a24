import type { z } from 'zod'
import { staffNames } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { customerNoteSchema, customerSchema } from '../contract.ts'
import { addressesOf } from '../queries/addresses.ts'
import { findCustomer } from '../queries/customers.ts'
import { notesOf } from '../queries/notes.ts'

type NoteRow = Awaited<ReturnType<typeof notesOf>>[number]

/** Everything we keep about a person but their cases. @throws platform.not-found */
export const showCustomer = async (db: Database, id: number): Promise<z.input<typeof customerSchema>> => {
  const customer = await findCustomer(db, id)
  if (!customer) throw platformErrors.notFound()
  const addresses = await addressesOf(db, id)
  const notes = await showNotes(db, await notesOf(db, id))
  return { ...customer, createdAt: customer.createdAt.toISOString(), addresses, notes }
}

/** Notes with the names of those who wrote them. */
export const showNotes = async (
  db: Database,
  notes: readonly NoteRow[],
): Promise<z.input<typeof customerNoteSchema>[]> => {
  const names = await staffNames(db, [...new Set(notes.map(({ authorId }) => authorId))])
  return notes.map((note) => ({
    ...note,
    authorName: names.get(note.authorId) ?? '',
    createdAt: note.createdAt.toISOString(),
  }))
}
