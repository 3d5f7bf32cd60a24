import { DAY_MS, dayAt, type Stretch, startOfDay, stretchesFrom } from './zone.ts'

/** A part of a local day in minutes since midnight; `to` is not included and at most 1440. */
export interface OpenTime {
  readonly from: number
  readonly to: number
}

/** What a week looks like from a local day on. */
export interface WeekRule {
  /** First day on which it holds, counted from 1 January 1970; null for always. */
  readonly validFrom: number | null
  readonly zone: string
  /** Seven days, Monday first. */
  readonly week: readonly (readonly OpenTime[])[]
}

/** Open hours: weeks in the order in which they came to hold, and the days that are different. */
export interface Hours {
  readonly rules: readonly WeekRule[]
  readonly holidays: ReadonlyMap<number, readonly OpenTime[]>
}

/** A span of time in milliseconds since 1970; `end` is not included. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** How far is looked for an open hour: hours that are not open within five years are never open. */
const LOOK_AHEAD = 5 * 366 * DAY_MS

const wholeDay = [{ from: 0, to: 1440 }]

/** Open at every instant: the hours of whoever has chosen none. */
export const alwaysOpen: Hours = {
  rules: [{ validFrom: null, zone: 'UTC', week: Array.from({ length: 7 }, () => wholeDay) }],
  holidays: new Map(),
}

/** 1 January 1970 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

const timesOf = ({ holidays }: Hours, rule: WeekRule, day: number): readonly OpenTime[] =>
  holidays.get(day) ?? rule.week[weekdayOf(day)] ?? []

/** The open spans of one stretch, ascending. An instant is open when the clock on the wall says so. */
function* openIn(hours: Hours, rule: WeekRule, { start, end, offset }: Stretch): Generator<Span> {
  const last = Math.floor((end - 1 + offset) / DAY_MS)
  for (let day = Math.floor((start + offset) / DAY_MS); day <= last; day += 1) {
    const midnight = day * DAY_MS - offset
    for (const { from, to } of timesOf(hours, rule, day)) {
      const open = Math.max(start, midnight + from * 60_000)
      const close = Math.min(end, midnight + to * 60_000)
      if (open < close) yield { start: open, end: close }
    }
  }
}

const beginOf = ({ validFrom, zone }: WeekRule): number =>
  validFrom === null ? Number.NEGATIVE_INFINITY : startOfDay(zone, validFrom)

/** Open spans from an instant on, day by day and ascending, as far as is looked ahead. */
export function* openFrom(hours: Hours, from: number, until = from + LOOK_AHEAD): Generator<Span> {
  for (const [index, rule] of hours.rules.entries()) {
    const next = hours.rules[index + 1]
    const end = Math.min(until, next ? beginOf(next) : until)
    const start = Math.max(from, beginOf(rule))
    if (start >= end) continue
    for (const stretch of stretchesFrom(rule.zone, start)) {
      if (stretch.start >= end) break
      yield* openIn(hours, rule, { ...stretch, end: Math.min(stretch.end, end) })
    }
  }
}

/** The rule that holds at an instant. */
export const ruleAt = ({ rules }: Hours, at: number): WeekRule | undefined =>
  rules.findLast((rule) => beginOf(rule) <= at)

/** The local day at an instant, counted from 1 January 1970. */
export const localDayAt = (hours: Hours, at: number): number => dayAt(ruleAt(hours, at)?.zone ?? 'UTC', at)
