import { type Language, languages } from './languages.ts'
import { type Random, randomFrom, zipfOver } from './random.ts'

/** Stands in seven cases of every seeded desk, whatever its size: what a search for something rare looks for. */
export const RARE_WORD = 'quokka'
/** Stands in about a third of all English messages. */
export const COMMON_WORD = 'phone'

const RARE_WORDS = 12_000
/** One word in so many is a rare one. */
const RARITY = 30

interface Speaker {
  readonly language: Language
  readonly common: (random: Random) => string
  readonly rare: readonly string[]
}

const rareWordsOf = ({ syllables }: Language, random: Random): string[] =>
  syllables.length === 0
    ? []
    : Array.from({ length: RARE_WORDS }, () =>
        Array.from({ length: 2 + random.whole(3) }, () => random.pick(syllables)).join(''),
      )

/** What customers and staff of the seeded desk say. */
export class Texts {
  readonly #speakers: Speaker[]

  constructor(seed: number) {
    const random = randomFrom(seed)
    this.#speakers = languages.flatMap((language) => {
      const speaker = { language, common: zipfOver(language.words), rare: rareWordsOf(language, random) }
      return Array.from({ length: language.share }, () => speaker)
    })
  }

  /** Whoever speaks first on a case; its language stays. */
  speaker(random: Random): Speaker {
    return random.pick(this.#speakers)
  }

  /** Every word that can occur, to look up stems once. */
  words(): Map<string, Set<string>> {
    const words = new Map<string, Set<string>>()
    for (const { language, rare } of new Set(this.#speakers)) {
      words.set(language.code, new Set([...language.words, ...rare]))
    }
    return words
  }

  need(random: Random, speaker: Speaker): string {
    return sentence(random, speaker, 4 + random.whole(6)).slice(0, -1)
  }

  message(random: Random, speaker: Speaker): string {
    const { greeting, closing } = speaker.language
    const sentences = Array.from({ length: 2 + random.whole(3) }, () =>
      sentence(random, speaker, 5 + random.whole(8)),
    )
    if (random.next() < 0.3) sentences.push(`${100_000 + random.whole(90_000_000)}.`)
    return `${greeting},\n\n${sentences.join(' ')}\n\n${closing}`
  }
}

export type { Speaker }

const sentence = (random: Random, { language, common, rare }: Speaker, length: number): string => {
  const words = Array.from({ length }, () =>
    rare.length > 0 && random.whole(RARITY) === 0 ? random.pick(rare) : common(random),
  )
  const text = words.join(language.space)
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
