/** A stretch of time in which a zone keeps one distance to UTC; all in milliseconds, `end` not included. */
export interface Stretch {
  readonly start: number
  readonly end: number
  /** Local time minus UTC. */
  readonly offset: number
}

export const DAY_MS = 86_400_000
const SECOND = 1_000
// No zone has changed its clocks twice within a week since 1970; tests/hours.test.ts compares all of them.
const PROBE_MS = 7 * DAY_MS

const formats = new Map<string, Intl.DateTimeFormat>()
const years = new Map<string, readonly Stretch[]>()

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const digits = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
  const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hourCycle: 'h23' } as const
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...digits, ...time })
  formats.set(zone, format)
  return format
}

/** What the clocks of an IANA zone show minus UTC, in milliseconds, at a whole second. */
export const offsetAt = (zone: string, at: number): number => {
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = (
    formatOf(zone).format(at).match(/\d+/g) ?? []
  ).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) - at
}

/** The first second after `before` at which the distance is no longer the one at `before`. */
const changeBetween = (zone: string, before: number, after: number): number => {
  const old = offsetAt(zone, before)
  let [low, high] = [before, after]
  while (high - low > SECOND) {
    const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND
    if (offsetAt(zone, middle) === old) low = middle
    else high = middle
  }
  return high
}

const stretchesOfYear = (zone: string, year: number): readonly Stretch[] => {
  const key = `${zone} ${year}`
  const known = years.get(key)
  if (known) return known
  const found: Stretch[] = []
  const end = Date.UTC(year + 1, 0, 1)
  let start = Date.UTC(year, 0, 1)
  let offset = offsetAt(zone, start)
  for (let at = start; at < end; at += PROBE_MS) {
    const next = Math.min(at + PROBE_MS, end)
    if (offsetAt(zone, next) === offset) continue
    const change = changeBetween(zone, at, next)
    if (change > start) found.push({ start, end: change, offset })
    start = change
    offset = offsetAt(zone, change)
  }
  if (start < end) found.push({ start, end, offset })
  years.set(key, found)
  return found
}

/** The stretches of a zone from an instant on, the first one cut there; they follow each other without end. */
export function* stretchesFrom(zone: string, from: number): Generator<Stretch> {
  for (let year = new Date(from).getUTCFullYear(); ; year += 1) {
    for (const stretch of stretchesOfYear(zone, year)) {
      if (stretch.end > from) yield stretch.start < from ? { ...stretch, start: from } : stretch
    }
  }
}

/** The local day at an instant, counted from 1 January 1970. */
export const dayAt = (zone: string, at: number): number => {
  const [stretch] = stretchesFrom(zone, at)
  return Math.floor((at + (stretch?.offset ?? 0)) / DAY_MS)
}

/** The first instant of a local day, or of the next one where the zone left this day out. */
export const startOfDay = (zone: string, day: number): number => {
  for (const { start, end, offset } of stretchesFrom(zone, (day - 2) * DAY_MS)) {
    if (end + offset > day * DAY_MS) return Math.max(start, day * DAY_MS - offset)
  }
  return day * DAY_MS
}
