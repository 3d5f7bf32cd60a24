import type { StateSince, Word } from '../../cases/index.ts'
import { type Span, unionOf } from '../../people/index.ts'
import type { Ended, Kind } from '../contract.ts'

/** One clock of a case from its start to its end, or to no end yet. */
export interface Spell {
  readonly kind: Kind
  readonly startedAt: Date
  readonly stoppedAt: Date | null
  readonly ended: Ended | null
}

/** A time in which the clocks to a resolution rest; `to` is null while it lasts. */
export interface Rest {
  readonly why: 'asked' | 'finished'
  readonly from: Date
  readonly to: Date | null
}

export interface Reckoning {
  readonly spells: readonly Spell[]
  readonly rests: readonly Rest[]
}

const ends: Partial<Record<StateSince['state'], Ended>> = {
  solved: 'confirmed',
  unconfirmed: 'unconfirmed',
  'closed-without-solution': 'closed',
}

type Happening = { readonly when: Date } & (Word | StateSince)

const inOrder = (words: readonly Word[], states: readonly StateSince[]): Happening[] =>
  [
    ...words.map((word) => ({ ...word, when: word.heard })),
    ...states.map((state) => ({ ...state, when: state.at })),
  ].sort((a, b) => a.when.getTime() - b.when.getTime())

const later = (a: Date, b: Date): Date => (a > b ? a : b)

/**
 * Reads the clocks of a case from what was said and the states it was in: whatever the order in which the news
 * arrived, the same rows give the same clocks.
 */
export const reckon = (words: readonly Word[], states: readonly StateSince[]): Reckoning => {
  const responses = responsesOf(words, states)
  const begin = words.filter(({ by }) => by === 'customer').sort((a, b) => +a.at - +b.at)[0]?.at
  if (!begin) return { spells: responses, rests: [] }
  const rests = [...askedRests(words, states, responses), ...finishedRests(states)]
  return { spells: [...responses, ...resolutionsOf(begin, states)], rests }
}

/** Each spell from the oldest unanswered word of the customer to our next word, or to the end of the case. */
const responsesOf = (words: readonly Word[], states: readonly StateSince[]): Spell[] => {
  const spells: Spell[] = []
  // Written so that TypeScript knows that `stop` changes it.
  let since = null as Date | null
  let spoken = false
  const stop = (at: Date, ended: Ended) => {
    const kind = spoken ? 'next-response' : 'first-response'
    if (since) spells.push({ kind, startedAt: since, stoppedAt: later(at, since), ended })
    since = null
  }
  for (const happening of inOrder(words, states)) {
    if ('state' in happening) {
      const ended = ends[happening.state]
      if (ended) stop(happening.at, ended)
    } else if (happening.by === 'customer') {
      since = since && since < happening.at ? since : happening.at
    } else {
      stop(happening.at, 'answered')
      spoken = true
    }
  }
  const kind = spoken ? 'next-response' : 'first-response'
  return since ? [...spells, { kind, startedAt: since, stoppedAt: null, ended: null }] : spells
}

/** From a question of ours to the next word of anybody, less every time in which the customer waited for us. */
const askedRests = (
  words: readonly Word[],
  states: readonly StateSince[],
  responses: readonly Spell[],
): Rest[] => {
  const asked: { from: Date; to: Date | null }[] = []
  let since: Date | null = null
  const end = (to: Date) => {
    if (since && to > since) asked.push({ from: since, to })
    since = null
  }
  for (const happening of inOrder(words, states)) {
    if ('state' in happening) {
      if (happening.state !== 'waiting-for-customer') end(happening.at)
    } else if (!happening.asks) end(happening.at)
    else since ??= happening.at
  }
  if (since) asked.push({ from: since, to: null })
  return asked.flatMap((rest) => withoutWaiting(rest, responses))
}

const FOREVER = 8.64e15

const withoutWaiting = (rest: { from: Date; to: Date | null }, responses: readonly Spell[]): Rest[] => {
  const waits: Span[] = unionOf(
    responses.map(({ startedAt, stoppedAt }) => ({
      start: +startedAt,
      end: stoppedAt ? +stoppedAt : FOREVER,
    })),
  )
  const rests: Rest[] = []
  const end = rest.to ? +rest.to : FOREVER
  let from = +rest.from
  const add = (to: number) => {
    if (to > from)
      rests.push({ why: 'asked', from: new Date(from), to: to === FOREVER ? null : new Date(to) })
  }
  for (const wait of waits) {
    if (wait.end <= from || wait.start >= end) continue
    add(wait.start)
    from = wait.end
  }
  if (from < end) add(end)
  return rests
}

/** Each time between an end of the case and its being opened again. */
const finishedRests = (states: readonly StateSince[]): Rest[] => {
  const rests: Rest[] = []
  let since: Date | null = null
  for (const { at, state } of states) {
    if (ends[state]) since ??= at
    else {
      if (since && at > since) rests.push({ why: 'finished', from: since, to: at })
      since = null
    }
  }
  return rests
}

/** To the first solution that was proposed, and to the one that was confirmed and stayed so. */
const resolutionsOf = (startedAt: Date, states: readonly StateSince[]): Spell[] => {
  const end = endOf(states)
  const proposed = states.find(({ state }) => state === 'solution-proposed' || state === 'solved')
  const first = proposed ? { at: proposed.at, ended: 'proposed' as const } : end
  const spell = (kind: Kind, stop: { at: Date; ended: Ended } | null): Spell => ({
    kind,
    startedAt,
    stoppedAt: stop && later(stop.at, startedAt),
    ended: stop?.ended ?? null,
  })
  return [spell('first-resolution', first), spell('full-resolution', end)]
}

/** Since when and how a case is at its end; null while it is not. */
const endOf = (states: readonly StateSince[]): { at: Date; ended: Ended } | null => {
  const open = states.findLastIndex(({ state }) => !ends[state])
  const [last] = states.slice(open + 1)
  const ended = last && ends[last.state]
  return last && ended ? { at: last.at, ended } : null
}
