import { type BriefField, briefFields } from '../contract.ts'

/** What the record of a case says of its brief; texts newest first. */
export interface Recorded {
  readonly need: string
  readonly waitingSince: Date | null
  readonly firstWords: readonly string[]
  readonly lastWords: readonly string[]
  readonly replies: readonly string[]
  readonly notes: readonly string[]
  readonly calls: readonly string[]
  /** What the customer told us, what was tried and what was noted of their feelings; oldest first. */
  readonly facts: readonly string[]
  readonly tried: readonly string[]
  readonly feelings: readonly string[]
  /** What is still to be kept, the soonest first. */
  readonly promised: readonly string[]
}

export type BriefDraft = Record<BriefField, string>

const LENGTH = 240

/** The beginning of a text on one line. */
const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= LENGTH ? line : `${line.slice(0, LENGTH - 1).trimEnd()}…`
}

const quoted = (texts: readonly string[]): string[] => texts.map((text) => `“${short(text)}”`)

/**
 * A brief as far as the record knows it. How the customer feels is never guessed: that field is empty until a
 * person writes it or a feeling was noted.
 */
export const draftBrief = (recorded: Recorded): BriefDraft => {
  const { need, firstWords, lastWords, replies, notes, calls, promised } = recorded
  const waits = recorded.waitingSince !== null
  const asked = waits ? quoted(lastWords) : []
  return {
    need: [need, ...quoted(firstWords), ...recorded.facts.map((fact) => `They told us: ${fact}`)].join('\n'),
    done: [
      ...quoted([...replies].reverse()).map((words) => `We wrote: ${words}`),
      ...quoted(calls).map((words) => `On the telephone: ${words}`),
      ...quoted(notes).map((words) => `Note: ${words}`),
      ...recorded.tried.map((words) => `Tried: ${words}`),
    ].join('\n'),
    promised: promised.join('\n') || 'Nothing that is on record.',
    nextStep: waits ? ['Answer the customer.', ...asked].join('\n') : '',
    feeling: recorded.feelings.join('\n'),
  }
}

/** What stands in a field that nobody could fill, when Regard itself must hand over for somebody who is not here. */
const unknown: BriefDraft = {
  need: 'The record does not say. Please ask the customer kindly.',
  done: 'Nothing that is on record.',
  promised: 'Nothing that is on record.',
  nextStep: 'Read the conversation and decide.',
  feeling: 'Nobody has noted it. The giver is not here to say.',
}

/** A draft without an empty field. */
export const completed = (draft: BriefDraft): BriefDraft =>
  Object.fromEntries(briefFields.map((field) => [field, draft[field].trim() || unknown[field]])) as BriefDraft

/** The one sentence that a customer reads when their case has a new owner. */
export const newOwnerWords = (name: string): string =>
  `${name} looks after your request from now on and has read everything you told us, so you need not explain it again.`
