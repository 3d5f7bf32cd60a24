import type { Kind, Targets } from '../contract.ts'
import type { StoredTerm } from '../queries/clocks.ts'
import type { Terms } from '../queries/policies.ts'
import type { Spell } from './spells.ts'

const targetNames: Readonly<Record<Kind, keyof Targets>> = {
  'first-response': 'firstResponse',
  'next-response': 'nextResponse',
  'first-resolution': 'firstResolution',
  'full-resolution': 'fullResolution',
}

/**
 * The terms of a clock now that these count. A new clock has them from its start. A running one keeps what it had up
 * to the change, and has the new ones from then on; one that has stopped keeps its own for ever.
 */
export const termsAfter = (
  before: readonly StoredTerm[],
  { kind, startedAt, stoppedAt }: Spell,
  { calendarId, targets, changedAt }: Terms,
  now: Date,
): StoredTerm[] => {
  const target = targets?.[targetNames[kind]] ?? null
  const last = before.at(-1)
  if (!last) return [{ from: startedAt, calendarId, target }]
  if (stoppedAt || (last.calendarId === calendarId && last.target === target)) return [...before]
  const from = changedAt && changedAt > last.from && changedAt < now ? changedAt : now
  return [...before, { from, calendarId, target }]
}
