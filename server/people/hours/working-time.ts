import { type Hours, localDayAt, openFrom, ruleAt, type Span } from './open-hours.ts'
import { startOfDay } from './zone.ts'

/** Spans as a union: ascending, none touching another, none empty. */
export const unionOf = (spans: Iterable<Span>): Span[] => {
  const union: Span[] = []
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = union.at(-1)
    if (span.end <= span.start) continue
    if (last && span.start <= last.end)
      union[union.length - 1] = { ...last, end: Math.max(last.end, span.end) }
    else union.push(span)
  }
  return union
}

/** What is left of ascending spans without those of a union. */
export function* without(spans: Iterable<Span>, union: readonly Span[]): Generator<Span> {
  for (const { start, end } of spans) {
    let from = start
    for (const gap of union) {
      if (gap.end <= from) continue
      if (gap.start >= end) break
      if (gap.start > from) yield { start: from, end: gap.start }
      from = gap.end
    }
    if (from < end) yield { start: from, end }
  }
}

/** The open hours between two instants as UTC spans, ascending, none touching another. */
export const openHoursBetween = (hours: Hours, from: Date, to: Date): Span[] =>
  unionOf(openFrom(hours, from.getTime(), to.getTime()))

/** W(from, to): open time between two instants without pauses, in milliseconds (methods.md section 5). */
export const workingTime = (hours: Hours, from: Date, to: Date, pauses: readonly Span[] = []): number => {
  let sum = 0
  const spans = openFrom(hours, from.getTime(), to.getTime())
  for (const { start, end } of without(spans, unionOf(pauses))) sum += end - start
  return sum
}

/**
 * The smallest instant at which W(from, instant) is `target` milliseconds; null when the hours do not open for
 * so long within five years.
 */
export const dueAfter = (
  hours: Hours,
  from: Date,
  target: number,
  pauses: readonly Span[] = [],
): Date | null => {
  if (target <= 0) return from
  let left = target
  for (const { start, end } of without(openFrom(hours, from.getTime()), unionOf(pauses))) {
    if (end - start >= left) return new Date(start + left)
    left -= end - start
  }
  return null
}

/** The first open instant from `at` on, `at` itself while it is open; null when there is none within five years. */
export const nextOpening = (hours: Hours, at: Date): Date | null => {
  const [span] = openFrom(hours, at.getTime())
  return span ? new Date(span.start) : null
}

export const isOpen = (hours: Hours, at: Date): boolean => nextOpening(hours, at)?.getTime() === at.getTime()

/** When the hours that are open at `at` close; null when they are closed, or stay open for 35 days. */
export const nextClosing = (hours: Hours, at: Date): Date | null => {
  const until = new Date(at.getTime() + 35 * 86_400_000)
  const [span] = openHoursBetween(hours, at, until)
  return span && span.start === at.getTime() && span.end < until.getTime() ? new Date(span.end) : null
}

/** When the next local day that opens, after the day of `at`, closes; null when none does within five years. */
export const endOfNextWorkingDay = (hours: Hours, at: Date): Date | null => {
  const zone = ruleAt(hours, at.getTime())?.zone ?? 'UTC'
  const tomorrow = startOfDay(zone, localDayAt(hours, at.getTime()) + 1)
  let day: number | null = null
  let end: number | null = null
  for (const span of openFrom(hours, tomorrow)) {
    const itsDay = localDayAt(hours, span.start)
    if (day !== null && itsDay !== day) break
    day = itsDay
    end = span.end
  }
  return end === null ? null : new Date(end)
}
