import { RECENCY_BITS } from '../queries/search-entries.ts'
import { stemmerOf } from './language.ts'
import { vectorOf } from './vector.ts'

export interface EntryWords {
  /** The stemmer's name, null when the language has none. */
  readonly language: string | null
  /** The text form of the tsvector. */
  readonly words: string
  /** Each word once, for `search_words`. */
  readonly distinct: readonly string[]
}

/**
 * The words of the entry number `id` in the form in which COPY reads them, for a program that writes many entries
 * at once; everything else calls `indexWords`.
 * @param stemsOf stems of a folded word, looked up beforehand
 */
export const entryWords = (
  id: number,
  text: string,
  languageCode: string,
  stemsOf: (word: string) => readonly string[],
): EntryWords => {
  const { text: positions, distinct } = vectorOf(text)
  const language = stemmerOf(languageCode)
  const stems = language ? new Set(distinct.flatMap(stemsOf)) : []
  const marks = RECENCY_BITS.map((bits, level) => `'@${level}:${Math.floor(id / 2 ** bits)}'`)
  const words = [positions, ...[...stems].map((stem) => `'${language}~${stem}'`), ...marks].join(' ')
  return { language, words, distinct }
}
