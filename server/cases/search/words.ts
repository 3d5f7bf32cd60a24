import { fold } from './fold.ts'

/** A word as it is indexed, and where it stands in the text it came from. */
export interface Word {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** Longer ones are cut, in texts and in queries alike, so that they still meet. */
const MOST_LETTERS = 64

const SPACELESS =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー々'
const FIRST_SPACELESS = new RegExp(`^[${SPACELESS}]`, 'u')
const RUNS = new RegExp(`([${SPACELESS}]+)|((?:(?![${SPACELESS}])[\\p{L}\\p{N}\\p{M}])+)`, 'gu')

/**
 * The words of a text in their order. Scripts that do not part words by spaces give pairs of neighbouring
 * characters: 我的電話 is 我的, 的電, 電話. Offsets hold for `text` in Unicode's composed form (NFC).
 */
export function* wordsOf(text: string): Generator<Word> {
  for (const match of text.normalize('NFC').matchAll(RUNS)) {
    const [run, spaceless] = match
    if (spaceless !== undefined) yield* pairsOf(run, match.index)
    else yield* plainWord(run, match.index)
  }
}

/** Whether a word came from a script without spaces, where one character already says something. */
export const isSpaceless = (word: string): boolean => FIRST_SPACELESS.test(word)

function* plainWord(run: string, start: number): Generator<Word> {
  const word = fold(run).slice(0, MOST_LETTERS)
  if (word !== '') yield { word, start, end: start + run.length }
}

function* pairsOf(run: string, start: number): Generator<Word> {
  const characters = [...run]
  let at = start
  for (const [index, character] of characters.entries()) {
    const next = characters[index + 1] ?? ''
    const end = at + character.length + next.length
    const word = fold(character + next)
    if (word !== '' && (next !== '' || characters.length === 1)) yield { word, start: at, end }
    at += character.length
  }
}
