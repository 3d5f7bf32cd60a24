import { wordsOf } from './words.ts'

/** PostgreSQL keeps no later position, and no more than these of one word. */
const LAST_POSITION = 16_383
const MOST_POSITIONS = 250
/** Enough of the longest mail; a tsvector holds a megabyte at most. */
const MOST_CHARACTERS = 300_000

export interface Vector {
  /** The text form of a tsvector: `'brown':2 'fox':3`. */
  readonly text: string
  /** Its words, each once. */
  readonly distinct: readonly string[]
}

/**
 * The words of a text with their positions. Words hold letters, digits and marks only, so nothing in them can
 * be read as grammar by PostgreSQL.
 */
export const vectorOf = (text: string): Vector => {
  const positions = new Map<string, number[]>()
  let place = 0
  let length = 0
  for (const { word } of wordsOf(text)) {
    if (length > MOST_CHARACTERS) break
    place = Math.min(place + 1, LAST_POSITION)
    const known = positions.get(word)
    if (!known) positions.set(word, [place])
    else if (known.length < MOST_POSITIONS) known.push(place)
    length += known ? 0 : word.length
  }
  const entries = [...positions].map(([word, places]) => `'${word}':${places.join(',')}`)
  return { text: entries.join(' '), distinct: [...positions.keys()] }
}
