import type { Suspicion } from '../contract.ts'
import { restatesFact, restatesMessage, SUSPECTED } from './restating.ts'

interface SaidBefore {
  readonly id: number
  readonly text: string
  readonly at: Date
}

interface KnownFact {
  readonly id: number
  readonly text: string
  readonly messageId: number | null
  readonly addedAt: string
}

interface Told {
  /** What the customer wrote on this case, oldest first. */
  readonly messages: readonly SaidBefore[]
  readonly facts: readonly KnownFact[]
  /** Messages on which a person has decided already. */
  readonly decided: ReadonlySet<number>
}

const percent = (share: number): number => Math.round(share * 100)

type Candidate = Pick<Suspicion, 'factId' | 'earlierMessageId' | 'words'> & { readonly share: number }

/** Messages that seem to say again what was told before: the strongest reason for each, never a decision. */
export const suspicionsOf = ({ messages, facts, decided }: Told): Suspicion[] =>
  messages.flatMap((message, index) => {
    if (decided.has(message.id)) return []
    const earlier = messages.slice(0, index)
    const candidates = [...byFacts(message, earlier, facts), ...byMessages(message, earlier)]
    const [best] = candidates.sort((a, b) => b.share - a.share)
    if (!best || best.share < SUSPECTED) return []
    const { share, ...reason } = best
    return [{ messageId: message.id, ...reason, percent: percent(share), threshold: percent(SUSPECTED) }]
  })

/** A fact was known when it was said in an earlier message, or written down before this one came. */
const byFacts = (message: SaidBefore, earlier: readonly SaidBefore[], facts: readonly KnownFact[]) =>
  facts
    .filter(({ messageId, addedAt }) =>
      messageId === null || !earlier.some(({ id }) => id === messageId)
        ? messageId !== message.id && new Date(addedAt) < message.at
        : true,
    )
    .map(
      ({ id, text }): Candidate => ({
        factId: id,
        earlierMessageId: null,
        words: text,
        share: restatesFact(text, message.text),
      }),
    )

const WORDS = 200

const byMessages = (message: SaidBefore, earlier: readonly SaidBefore[]) =>
  earlier.map(
    ({ id, text }): Candidate => ({
      factId: null,
      earlierMessageId: id,
      words: text.slice(0, WORDS),
      share: restatesMessage(text, message.text),
    }),
  )
