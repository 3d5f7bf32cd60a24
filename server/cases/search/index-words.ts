import type { Tx } from '../../platform/db/transaction.ts'
import { type EntryKind, putEntry, removeEntry } from '../queries/search-entries.ts'
import { detectLanguage, stemmerOf } from './language.ts'
import { vectorOf } from './vector.ts'

/** A text of a case that search should find. */
export interface IndexedText {
  readonly caseId: number
  /** `need` is the case's own line, `contact` the summary of a call or visit, `file` an attachment's name. */
  readonly kind: EntryKind
  /** The row the text belongs to; for a need the case itself. */
  readonly objectId: number
  readonly at: Date
  readonly text: string
  /** ISO 639-1 code or tag; detected from the text when it is not known. */
  readonly language?: string | null
}

/**
 * Makes a text findable, in the transaction that writes it. Called again for the same object it replaces what
 * was there: after an edit, or when the object moved to another case.
 */
export const indexWords = async (tx: Tx, { text, language, ...object }: IndexedText): Promise<void> => {
  const spoken = language ?? (await detectLanguage(text))
  await putEntry(tx, { ...object, language: stemmerOf(spoken), vector: vectorOf(text) })
}

/** Takes an object out of the search index. */
export const forgetWords = async (tx: Tx, kind: EntryKind, objectId: number): Promise<void> => {
  await removeEntry(tx, kind, objectId)
}
