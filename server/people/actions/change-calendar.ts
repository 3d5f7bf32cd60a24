import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import { brokenConstraint } from '../../platform/db/constraint.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type Calendar, type changeCalendarSchema, peopleErrors, type Week } from '../contract.ts'
import { lockCalendar, setHolidays, setWeek, touchCalendar } from '../queries/calendars.ts'
import { agreeBefore, checkHours, todayOf } from './check-hours.ts'
import { announceHours, toCalendar } from './show-calendar.ts'

/**
 * Changes a calendar from today or a later day on; days that are over keep the hours they had.
 * @throws platform.not-found, people.past-hours, and like `makeCalendar`
 */
export const changeCalendar = async (
  tx: Tx,
  actor: StaffActor,
  id: number,
  ifMatch: number | null,
  { name, week, holidays }: z.output<typeof changeCalendarSchema>,
): Promise<Calendar> => {
  const before = await lockCalendar(tx, id)
  if (!before) throw platformErrors.notFound()
  const now = new Date()
  requireVersion(ifMatch, toCalendar(before, now))
  const today = todayOf(week ? [{ ...week, validFrom: null }] : before.weeks, now)
  const next = week && { ...week, validFrom: week.validFrom ?? today }
  if (next && next.validFrom < today) throw peopleErrors.pastHours()
  if (holidays && !agreeBefore(today, before.holidays, holidays)) throw peopleErrors.pastHours()
  checkHours(next ? withWeek(before.weeks, next) : before.weeks, holidays ?? before.holidays, now)
  await touchCalendar(tx, id, name).catch((error: unknown) => {
    throw brokenConstraint(error) === 'calendars_by_name' ? peopleErrors.calendarTaken() : error
  })
  if (next) await setWeek(tx, id, next)
  if (holidays) await setHolidays(tx, id, holidays)
  return announceHours(tx, actor, id)
}

const withWeek = (weeks: readonly Week[], next: Week): Week[] => [
  ...weeks.filter(({ validFrom }) => validFrom !== next.validFrom),
  next,
]
