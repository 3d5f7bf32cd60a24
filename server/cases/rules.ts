import type { CaseState } from './contract.ts'

/** What staff, or time, can do to a case. None of it leads to "solved" (rule 4). */
export const ourActs = ['ask', 'work-on', 'take', 'close', 'reopen', 'propose', 'lapse'] as const
/** What only the customer does; a "not yet" is a word like any other. */
export const theirActs = ['customer-speaks', 'confirm'] as const
/** Everything that moves a case between states. */
export const acts = [...theirActs, ...ourActs] as const
export type Act = (typeof acts)[number]

const answered = { ask: 'waiting-for-customer', 'work-on': 'open' } as const
const unfinished = { close: 'closed-without-solution', reopen: null } as const
const proposable = { propose: 'solution-proposed', confirm: null, lapse: null } as const

/**
 * State × act → the state afterwards; null where the act cannot be done. A customer's word opens whatever
 * rested, for the same owner. An answer to a solved case leaves it solved: the customer said so.
 */
const transitions: Readonly<Record<CaseState, Readonly<Record<Act, CaseState | null>>>> = {
  new: { 'customer-speaks': 'new', take: 'open', ...answered, ...unfinished, ...proposable },
  open: { 'customer-speaks': 'open', take: 'open', ...answered, ...unfinished, ...proposable },
  'waiting-for-customer': {
    'customer-speaks': 'open',
    take: null,
    ...answered,
    ...unfinished,
    ...proposable,
  },
  // What was proposed is answered by the customer or rests unconfirmed; staff cannot close it away.
  'solution-proposed': {
    'customer-speaks': 'open',
    take: null,
    ...answered,
    close: null,
    reopen: null,
    propose: null,
    confirm: 'solved',
    lapse: 'unconfirmed',
  },
  solved: {
    'customer-speaks': 'open',
    take: null,
    ask: 'solved',
    'work-on': 'solved',
    close: null,
    reopen: 'open',
    propose: null,
    confirm: null,
    lapse: null,
  },
  // A late yes is a yes; silence never becomes one by itself.
  unconfirmed: {
    'customer-speaks': 'open',
    take: null,
    ...answered,
    close: null,
    reopen: 'open',
    propose: 'solution-proposed',
    confirm: 'solved',
    lapse: null,
  },
  'closed-without-solution': {
    'customer-speaks': 'open',
    take: null,
    ...answered,
    close: null,
    reopen: 'open',
    propose: null,
    confirm: null,
    lapse: null,
  },
}

/** The state after an act; null when it cannot be done in this state. */
export const stateAfter = (state: CaseState, act: Act): CaseState | null => transitions[state][act]

/** Since when the customer waits after an act; `at` is when they spoke. */
export const waitingAfter = (act: Act, since: Date | null, at: Date): Date | null => {
  if (act === 'customer-speaks') return since !== null && since < at ? since : at
  return act === 'take' ? since : null
}
