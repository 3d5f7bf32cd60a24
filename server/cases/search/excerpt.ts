import type { FoundTerm } from './tokens.ts'
import { wordsOf } from './words.ts'

/** Around a match in an excerpt: from Unicode's private use area, so that nothing in a text is ever markup. */
export const MATCH_BEGINS = '\ue000'
export const MATCH_ENDS = '\ue001'

const BEFORE = 60
const LENGTH = 220
/** A stem may lack this much of a word: phon-es, berat-ungen. */
const LONGEST_ENDING = 5

interface Span {
  start: number
  end: number
}

/**
 * The part of a text around its first match on one line, each match between the two marks; the beginning of
 * the text when nothing in it matches.
 * @param language the stemmer that the text was indexed with
 */
export const excerptOf = (text: string, terms: readonly FoundTerm[], language: string | null): string => {
  const plain = text
    .normalize('NFC')
    .replace(/[\ue000\ue001]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const isMatch = matcherOf(terms, language)
  const spans = joined([...wordsOf(plain)].filter(({ word }) => isMatch(word)))
  const from = startOf(plain, Math.max(0, (spans[0]?.start ?? 0) - BEFORE))
  const to = from + LENGTH >= plain.length ? plain.length : endOf(plain, from + LENGTH)
  return `${from > 0 ? '…' : ''}${marked(plain, spans, from, to)}${to < plain.length ? '…' : ''}`
}

const matcherOf = (terms: readonly FoundTerm[], language: string | null) => {
  const tokens = terms.flatMap(({ places }) => places.flat())
  const whole = new Set(tokens.filter((token) => !token.includes('~')))
  const prefix = `${language}~`
  const stems = tokens.filter((token) => token.startsWith(prefix)).map((token) => token.slice(prefix.length))
  const begun = terms.filter(({ open }) => open).flatMap(({ places }) => places.at(-1)?.[0] ?? [])
  return (word: string): boolean =>
    whole.has(word) ||
    begun.some((begin) => word.startsWith(begin)) ||
    stems.some((stem) => word.startsWith(stem) && word.length - stem.length <= LONGEST_ENDING)
}

/** Overlapping pairs of characters become one match. */
const joined = (spans: readonly Span[]): Span[] => {
  const result: Span[] = []
  for (const { start, end } of spans) {
    const last = result.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else result.push({ start, end })
  }
  return result
}

/** The beginning of the word at `from`, unless it is far. */
const startOf = (text: string, from: number): number => {
  const space = text.lastIndexOf(' ', from)
  if (from === 0) return 0
  return space >= from - 20 && space >= 0 ? space + 1 : wholeCharacter(text, from)
}

const endOf = (text: string, to: number): number => {
  const space = text.lastIndexOf(' ', to)
  return space > to - 20 ? space : wholeCharacter(text, to)
}

/** Never between the two halves of a character outside the basic plane. */
const wholeCharacter = (text: string, index: number): number =>
  /[\udc00-\udfff]/.test(text.charAt(index)) ? index - 1 : index

const marked = (text: string, spans: readonly Span[], from: number, to: number): string => {
  let result = ''
  let at = from
  for (const { start, end } of spans) {
    if (start < at || end > to) continue
    result += `${text.slice(at, start)}${MATCH_BEGINS}${text.slice(start, end)}${MATCH_ENDS}`
    at = end
  }
  return result + text.slice(at, to)
}
