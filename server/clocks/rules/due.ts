import { dueAfter, type Hours, type Span, workingTime } from '../../people/index.ts'
import type { Rest, Spell } from './spells.ts'

const MINUTE = 60_000
/** Share of the target after which its owner is warned. */
const WARN_AT = 0.75
const FOREVER = 8.64e15

/** Which hours and which target count for a clock from an instant on. */
export interface Term {
  readonly from: Date
  readonly hours: Hours
  /** Minutes of open time; null is no target. */
  readonly target: number | null
}

/** The rests that stop a clock: those to a resolution rest, responses never do. */
export const restsOf = ({ kind }: Pick<Spell, 'kind'>, rests: readonly Rest[]): Span[] =>
  kind === 'first-response' || kind === 'next-response'
    ? []
    : rests.map(({ from, to }) => ({ start: from.getTime(), end: to ? to.getTime() : FOREVER }))

/**
 * W of a clock up to an instant, in milliseconds: each part of it by the hours that counted then, so that a change of
 * hours or targets keeps what has run and what has rested.
 */
export const worked = (
  spell: Pick<Spell, 'startedAt'>,
  terms: readonly Term[],
  rests: readonly Span[],
  until: Date,
): number =>
  terms.reduce((sum, { from, hours }, index) => {
    const begin = index === 0 ? spell.startedAt : from
    const next = terms[index + 1]?.from ?? until
    const end = next < until ? next : until
    return begin < end ? sum + workingTime(hours, begin, end, rests) : sum
  }, 0)

export interface Due {
  readonly warnAt: Date | null
  readonly dueAt: Date | null
}

const never: Due = { warnAt: null, dueAt: null }

/** When a clock reaches its target, if nothing happens; nothing is due without a target or while it rests. */
export const dueOf = (
  spell: Pick<Spell, 'startedAt'>,
  terms: readonly Term[],
  rests: readonly Span[],
): Due => {
  const last = terms.at(-1)
  if (!last || last.target === null) return never
  const from = terms.length === 1 ? spell.startedAt : last.from
  const before = worked(spell, terms, rests, from)
  const target = last.target * MINUTE
  const instant = (share: number) => dueAfter(last.hours, from, target * share - before, rests)
  return { warnAt: instant(WARN_AT), dueAt: instant(1) }
}
