import type { Holiday, Week } from '../contract/calendars.ts'
import { peopleErrors } from '../contract.ts'
import { asHours, dayOf, dayWords, timesOf } from '../hours/as-hours.ts'
import { nextOpening } from '../hours/working-time.ts'
import { DAY_MS, dayAt, startOfDay } from '../hours/zone.ts'

/** Every week must open within a year of its first day: a clock of hours that never open is never due. */
const WITHIN_DAYS = 366

/**
 * Makes sure that hours can be reckoned with.
 * @throws people.hours-overlap, people.no-open-hour, people.day-twice
 */
export const checkHours = (weeks: readonly Week[], holidays: readonly Holiday[], now: Date): void => {
  for (const open of [...weeks.flatMap(({ days }) => days), ...holidays.map((holiday) => holiday.open)])
    if (timesOf(open) === null) throw peopleErrors.hoursOverlap()
  if (new Set(holidays.map(({ day }) => day)).size < holidays.length) throw peopleErrors.dayTwice()
  for (const week of weeks) {
    const begin = week.validFrom === null ? 0 : startOfDay(week.timeZone, dayOf(week.validFrom))
    const from = new Date(Math.max(begin, now.getTime()))
    const opening = nextOpening(asHours({ weeks: [week], holidays }), from)
    if (opening === null || opening.getTime() > from.getTime() + WITHIN_DAYS * DAY_MS)
      throw peopleErrors.noOpenHour()
  }
}

/** Today where the hours are kept, as it is written. */
export const todayOf = (weeks: readonly Week[], now: Date): string => {
  const today = (zone: string) => dayWords(dayAt(zone, now.getTime()))
  const week = weeks.findLast(({ validFrom, timeZone }) => validFrom === null || validFrom <= today(timeZone))
  return today(week?.timeZone ?? 'UTC')
}

/** Whether two lists of holidays say the same of all days before `today`. */
export const agreeBefore = (today: string, a: readonly Holiday[], b: readonly Holiday[]): boolean => {
  const past = (holidays: readonly Holiday[]) =>
    JSON.stringify(
      holidays
        .filter(({ day }) => day < today)
        .map(({ day, open }) => [day, timesOf(open)])
        .sort(),
    )
  return past(a) === past(b)
}
