import { wordsOf } from '../search/words.ts'

/** From this share of what was told before, a new message is suspected to say it again. */
export const SUSPECTED = 0.6
/** Fewer words, or pairs of words, in common than this are small talk. */
const LEAST_WORDS = 3
const LEAST_PAIRS = 5
/** As much of a text as is compared. */
const COMPARED = 4_000

const wordsIn = (text: string): string[] => [...wordsOf(text.slice(0, COMPARED))].map(({ word }) => word)
const pairsIn = (words: readonly string[]): Set<string> =>
  new Set(words.slice(1).map((word, index) => `${words[index]} ${word}`))
const common = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter((each) => other.has(each)).length
/** An order number or model says enough alone. */
const isTelling = (words: ReadonlySet<string>): boolean => [...words].some((word) => /\d{4}/.test(word))

/**
 * Share of a fact's words that stand in a message, 0 to 1: its words are counted once each, in any order. A fact of
 * one or two words without a number in it is too little to tell and gives 0.
 */
export const restatesFact = (fact: string, message: string): number => {
  const told = new Set(wordsIn(fact))
  if (told.size < LEAST_WORDS && !isTelling(told)) return 0
  return common(told, new Set(wordsIn(message))) / told.size
}

/**
 * How much of the shorter of two texts stands in the other, 0 to 1, by their pairs of neighbouring words (overlap
 * of shingles): the order of sentences does not matter, a different phrasing does.
 */
export const restatesMessage = (earlier: string, message: string): number => {
  const [one, other] = [pairsIn(wordsIn(earlier)), pairsIn(wordsIn(message))]
  const shared = common(one, other)
  return shared < LEAST_PAIRS ? 0 : shared / Math.min(one.size, other.size)
}
