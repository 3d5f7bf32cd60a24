import type { Database } from '../../platform/db/pool.ts'
import { type Alternatives, type AskedWord, alternativesOf, similarWords } from '../queries/search.ts'
import type { Term } from './parse-query.ts'

/** A term whose words were replaced by everything that may stand for them in the index. */
export interface FoundTerm {
  readonly places: readonly (readonly string[])[]
  readonly open: boolean
}

const SHORTEST_CORRECTED = 4

/**
 * Looks up what stands for each word: longer words when it is still being typed, its stems unless it was
 * quoted, and its nearest neighbours when nobody ever wrote it.
 */
export const tokensOf = async (db: Database, terms: readonly Term[]): Promise<FoundTerm[]> => {
  const found = await alternativesOf(db, terms.flatMap(askedOf))
  const result: FoundTerm[] = []
  for (const term of terms) {
    const places: string[][] = []
    for (const { tokens, known } of found.splice(0, term.words.length)) {
      places.push(known || term.exact ? tokens : await corrected(db, tokens))
    }
    result.push({ places, open: term.open })
  }
  return result
}

const askedOf = ({ words, open, exact }: Term): AskedWord[] =>
  words.map((word, index) => ({
    word,
    open: open && index === words.length - 1,
    // Stems have no position, so they cannot stand next to another word.
    stemmed: !exact && words.length === 1,
  }))

const corrected = async (db: Database, tokens: Alternatives['tokens']): Promise<string[]> => {
  const [word = ''] = tokens
  return word.length < SHORTEST_CORRECTED ? tokens : [...tokens, ...(await similarWords(db, word))]
}

/** A tsquery for the terms. Tokens hold letters, digits, marks and `~` only, so quoting them is enough. */
export const tsqueryOf = (terms: readonly FoundTerm[]): string =>
  terms.map(({ places }) => `(${places.map(anyOf).join(' <-> ')})`).join(' & ')

const anyOf = (tokens: readonly string[]): string => `(${tokens.map((token) => `'${token}'`).join(' | ')})`
