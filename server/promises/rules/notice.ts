import { type Here, type NamedTime, readTime } from './read-time.ts'

/** A sentence that sounds like a promise. */
export interface Noticed extends NamedTime {
  readonly what: string
}

/** How people begin a promise. Without one of these a time is only a time. */
const COMMITMENTS = [
  /\b(?:i|we)(?:['’]ll| will| can| shall| am going to| are going to)\b/i,
  /\b(?:i|we) promise\b/i,
  /\byou(?:['’]ll| will) (?:hear|get|have|receive)\b/i,
  /\b(?:ich|wir) (?:werden?|melden?|rufen?|schicken?|senden?|schreiben?|geben?|klären?|prüfen?|kümmern?|kommen?|verspreche[n]?)\b/i,
  /\b(?:werden?|melden?|rufen?|schicken?|senden?|schreiben?|geben?|klären?|prüfen?|kümmern?|kommen?) (?:ich|wir)\b/i,
  /\bsie (?:hören|bekommen|erhalten)\b/i,
]
/** "I will not", "I can't": the opposite of a promise. */
const REFUSALS = /\b(?:not|never|can['’]t|won['’]t|cannot|nicht|kein\w*)\b/i
/** Longer texts are read no further: a promise stands at their beginning or nowhere. */
const READ = 6_000
const MOST = 3
const LONGEST = 300

const sentencesOf = (text: string): string[] =>
  text
    .slice(0, READ)
    .split(/(?<=[.!?])\s+(?=\p{Lu})|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 0)

const isCommitment = (sentence: string): boolean =>
  !sentence.endsWith('?') &&
  !REFUSALS.test(sentence) &&
  COMMITMENTS.some((commitment) => commitment.test(sentence))

/** What in a reply sounds like a promise with a time still to come, at most three. */
export const noticePromises = (text: string, here: Here): Noticed[] =>
  sentencesOf(text)
    .filter(isCommitment)
    .flatMap((sentence) => {
      const named = readTime(sentence, here)
      return named && !named.isPast ? [{ ...named, what: shortened(sentence) }] : []
    })
    .slice(0, MOST)

const shortened = (sentence: string): string => {
  const line = sentence.replace(/\s+/g, ' ')
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).trimEnd()}…`
}
