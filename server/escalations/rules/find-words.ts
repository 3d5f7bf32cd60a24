import { isSpaceless, wordsOf } from '../../cases/index.ts'

const folded = (text: string): string[] => [...wordsOf(text)].map(({ word }) => word)

/**
 * The first of these words and phrases that stands in a text, whole, whatever the case and accents; null when none
 * does. Scripts that do not part words by spaces have no whole words: there it is enough that the characters stand
 * side by side.
 */
export const findWords = (text: string, phrases: readonly string[]): string | null => {
  const read = ` ${folded(text).join(' ')} `
  return (
    phrases.find((phrase) => {
      const words = folded(phrase)
      const [first = ''] = words
      if (words.length === 1 && [...first].length === 1 && isSpaceless(first)) return read.includes(first)
      return words.length > 0 && read.includes(` ${words.join(' ')} `)
    }) ?? null
  )
}
