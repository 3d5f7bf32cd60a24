import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type Calendar, type newCalendarSchema, peopleErrors } from '../contract.ts'
import { addCalendar, setHolidays, setWeek } from '../queries/calendars.ts'
import { checkHours } from './check-hours.ts'
import { announceHours } from './show-calendar.ts'

/**
 * Adds a calendar of open hours. Its week has always held, so that it can be reckoned with for what is over.
 * @throws people.calendar-taken, people.no-open-hour, people.hours-overlap, people.day-twice
 */
export const makeCalendar = async (
  tx: Tx,
  actor: StaffActor,
  { name, week, holidays }: z.output<typeof newCalendarSchema>,
): Promise<Calendar> => {
  const first = { ...week, validFrom: null }
  checkHours([first], holidays, new Date())
  const id = await addCalendar(tx, name)
  if (id === null) throw peopleErrors.calendarTaken()
  await setWeek(tx, id, first)
  await setHolidays(tx, id, holidays)
  return announceHours(tx, actor, id)
}
