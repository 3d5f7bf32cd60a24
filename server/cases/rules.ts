import type { AttentionReason, CaseState } from './contract.ts'

/** Everything that moves a case between states. No act of staff leads to "solved": only the customer solves. */
export const acts = ['customer-speaks', 'ask', 'work-on', 'take', 'close', 'reopen'] as const
export type Act = (typeof acts)[number]

const answered = { ask: 'waiting-for-customer', 'work-on': 'open' } as const
const unfinished = { close: 'closed-without-solution', reopen: null } as const

/**
 * State × act → the state afterwards; null where the act cannot be done. A customer's word opens whatever
 * rested, for the same owner. An answer to a solved case leaves it solved: the customer said so.
 */
const transitions: Readonly<Record<CaseState, Readonly<Record<Act, CaseState | null>>>> = {
  new: { 'customer-speaks': 'new', take: 'open', ...answered, ...unfinished },
  open: { 'customer-speaks': 'open', take: 'open', ...answered, ...unfinished },
  'waiting-for-customer': { 'customer-speaks': 'open', take: null, ...answered, ...unfinished },
  // What was proposed is answered by the customer or rests unconfirmed; staff cannot close it away.
  'solution-proposed': { 'customer-speaks': 'open', take: null, ...answered, close: null, reopen: null },
  solved: {
    'customer-speaks': 'open',
    take: null,
    ask: 'solved',
    'work-on': 'solved',
    close: null,
    reopen: 'open',
  },
  unconfirmed: { 'customer-speaks': 'open', take: null, ...answered, close: null, reopen: 'open' },
  'closed-without-solution': {
    'customer-speaks': 'open',
    take: null,
    ...answered,
    close: null,
    reopen: 'open',
  },
}

/** The state after an act; null when it cannot be done in this state. */
export const stateAfter = (state: CaseState, act: Act): CaseState | null => transitions[state][act]

/** Since when the customer waits after an act; `at` is when they spoke. */
export const waitingAfter = (act: Act, since: Date | null, at: Date): Date | null => {
  if (act === 'customer-speaks') return since !== null && since < at ? since : at
  return act === 'take' ? since : null
}

/** A contact as far as it decides who has the next word. */
export interface Spoken {
  readonly direction: 'in' | 'out'
  readonly legs: readonly { readonly howEnded: string }[]
}

/**
 * Who spoke last in a contact. A customer who called has the last word until somebody answers, unless the last
 * leg says that they were helped: cut off or sent elsewhere they still wait.
 */
export const actOfContact = ({ direction, legs }: Spoken): 'customer-speaks' | 'work-on' =>
  direction === 'in' && legs.at(-1)?.howEnded !== 'resolved' ? 'customer-speaks' : 'work-on'

/** What a decision about a case needs to know of it. */
export interface Standing {
  readonly state: CaseState
  readonly heldOnDuty: boolean
  readonly merged: boolean
}

/** Held on duty and answered by nobody: whoever takes or answers it first becomes its owner. */
export const isTakeable = ({ state, heldOnDuty, merged }: Standing): boolean =>
  heldOnDuty && !merged && stateAfter(state, 'take') !== null

/** Who asks what they may do: what their role and token allow at all, and what the case is to them. */
export interface Reader {
  readonly writes: boolean
  readonly closes: boolean
  readonly leads: boolean
  readonly owns: boolean
}

const finished: ReadonlySet<CaseState> = new Set(['solved', 'unconfirmed', 'closed-without-solution'])

/** What a reader may do next. */
export const mayDo = (standing: Standing, { writes, closes, leads, owns }: Reader) => {
  const alive = writes && !standing.merged
  const underWay = alive && !finished.has(standing.state)
  return {
    reply: alive,
    note: alive,
    take: writes && isTakeable(standing),
    close: closes && !standing.merged && stateAfter(standing.state, 'close') !== null,
    reopen: alive && stateAfter(standing.state, 'reopen') !== null,
    regroup: alive,
    handOver: underWay && (owns || leads),
    takeOver: underWay && leads && !owns,
    help: alive,
    propose: underWay && standing.state !== 'solution-proposed',
  }
}

const LAST_WORDS = 200

/** The beginning of a text on one line, for a row of a list. */
export const lastWordsOf = (text: string): string => {
  const line = text
    .slice(0, LAST_WORDS * 4)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= LAST_WORDS ? line : `${line.slice(0, LAST_WORDS - 1).trimEnd()}…`
}

const attentionWords: Readonly<Record<AttentionReason, string>> = {
  mention: 'You were mentioned in a note',
  bounce: 'A reply could not be delivered',
  assigned: 'This case was given to you',
  'hand-off': 'This case is offered to you',
  consult: 'A colleague asks for your help',
  promise: 'A promise is due',
  escalation: 'Your help is asked for by the guidelines',
  'not-solved': 'The customer says it is not solved',
}

/** Why a case stands in "Needs me now", in words. */
export const reasonWords = (attentions: readonly AttentionReason[], state: CaseState): string => {
  const [first] = attentions
  const words = first === undefined ? undefined : attentionWords[first]
  if (words !== undefined) return words
  return state === 'new' ? 'Nobody has answered yet' : 'The customer waits for your answer'
}
