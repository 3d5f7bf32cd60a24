import type { OpenTimes, Week } from '../contract/calendars.ts'
import type { Hours, OpenTime } from './open-hours.ts'
import { DAY_MS } from './zone.ts'

/** A local day counted from 1 January 1970, from how it is written: `2026-12-25`. */
export const dayOf = (written: string): number => Date.parse(written) / DAY_MS

/** How a local day is written. */
export const dayWords = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Times as minutes, ascending; null when two overlap or one ends before it begins. */
export const timesOf = (open: OpenTimes): OpenTime[] | null => {
  const times = open.map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) }))
  times.sort((a, b) => a.from - b.from)
  const wrong = times.some(({ from, to }, index) => from >= to || from < (times[index - 1]?.to ?? 0))
  return wrong ? null : times
}

/** What a calendar says, as it is reckoned with. */
export const asHours = ({
  weeks,
  holidays,
}: {
  readonly weeks: readonly Week[]
  readonly holidays: readonly { readonly day: string; readonly open: OpenTimes }[]
}): Hours => ({
  rules: weeks.map(({ validFrom, timeZone, days }) => ({
    validFrom: validFrom === null ? null : dayOf(validFrom),
    zone: timeZone,
    week: days.map((open) => timesOf(open) ?? []),
  })),
  holidays: new Map(holidays.map(({ day, open }) => [dayOf(day), timesOf(open) ?? []])),
})
