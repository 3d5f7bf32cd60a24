import { instantOf, type Wall, wallOf } from './zoned.ts'

const DAY = 86_400_000
/** When a working day ends, in hours of its zone. */
export const END_OF_DAY = 17
const START_OF_DAY = 10

/** The same day at a full hour. */
export const atHour = (wall: Wall, hour: number): Wall =>
  new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate(), hour))

const isWorkingDay = (wall: Wall): boolean => wall.getUTCDay() % 6 !== 0

/** The day that is `days` working days later; from a weekend one counts from its end. */
export const workingDaysLater = (wall: Wall, days: number): Wall => {
  let day = wall
  for (let left = days; left > 0; ) {
    day = new Date(day.getTime() + DAY)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}

/** The end of the next day that is no weekend, for teams that have written down no hours. */
export const endOfNextWeekday = (now: Date, timeZone: string): Date =>
  instantOf(atHour(workingDaysLater(wallOf(now, timeZone), 1), END_OF_DAY), timeZone)

/** The times that are promised most, those that are still to come. */
export const quickChoices = (now: Date, timeZone: string) => {
  const today = wallOf(now, timeZone)
  const choices = [
    { key: 'today', wall: atHour(today, END_OF_DAY) },
    { key: 'tomorrow', wall: atHour(new Date(today.getTime() + DAY), START_OF_DAY) },
    { key: 'two-working-days', wall: atHour(workingDaysLater(today, 2), END_OF_DAY) },
  ] as const
  return choices
    .map(({ key, wall }) => ({ key, dueAt: instantOf(wall, timeZone) }))
    .filter(({ dueAt }) => dueAt > now)
}
