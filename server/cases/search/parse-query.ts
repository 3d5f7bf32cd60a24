import { isSpaceless, wordsOf } from './words.ts'

/** One thing that must occur: a word, or words that must stand next to each other. */
export interface Term {
  readonly words: readonly string[]
  /** The last word may go on: it is still being typed. */
  readonly open: boolean
  /** Quoted: found as written, not by its stem. */
  readonly exact: boolean
}

export interface Query {
  /** The number of a case when the query is one: `#1001`, `1001`. */
  readonly caseNumber: number | null
  readonly terms: readonly Term[]
}

const MOST_TERMS = 12
/** A shorter beginning of a word would stand for half the dictionary. */
const SHORTEST_BEGINNING = 3
const PARTS = /["“”„«»]([^"“”„«»]*)["“”„«»]|(\S+)/gu
/** NFKC writes № as No. */
const CASE_NUMBER = /^\s*(?:#|No)?\s*(\d{1,15})\s*$/

/** Reads what a person typed. Everything is a valid query: there is no grammar to get wrong. */
export const parseQuery = (text: string): Query => {
  const plain = text.normalize('NFKC')
  const terms: Term[] = []
  for (const [, quoted, word = ''] of plain.matchAll(PARTS)) {
    const words = [...wordsOf(quoted ?? word)].map((each) => each.word)
    if (words.length > 0) terms.push({ words, open: false, exact: quoted !== undefined })
  }
  const number = CASE_NUMBER.exec(plain)?.[1]
  return { caseNumber: number ? Number(number) : null, terms: terms.slice(0, MOST_TERMS).map(opened) }
}

const opened = (term: Term, index: number, all: readonly Term[]): Term => {
  const last = term.words.at(-1) ?? ''
  const long = last.length >= SHORTEST_BEGINNING || (isSpaceless(last) && [...last].length === 1)
  return { ...term, open: index === all.length - 1 && !term.exact && long }
}
