import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type Calendar, peopleAnnouncements } from '../contract.ts'
import { asHours } from '../hours/as-hours.ts'
import { nextClosing, nextOpening } from '../hours/working-time.ts'
import { allCalendars, type CalendarRow, findCalendar } from '../queries/calendars.ts'

/** A calendar with how it stands now. */
export const toCalendar = (row: CalendarRow, now: Date): Calendar => {
  const hours = asHours(row)
  const opening = nextOpening(hours, now)
  const openNow = opening?.getTime() === now.getTime()
  const changesAt = openNow ? nextClosing(hours, now) : opening
  return { ...row, openNow, changesAt: changesAt?.toISOString() ?? null }
}

export const listCalendars = async (db: Database): Promise<Calendar[]> => {
  const now = new Date()
  return (await allCalendars(db)).map((row) => toCalendar(row, now))
}

/** @throws platform.not-found */
export const showCalendar = async (db: Database, id: number): Promise<Calendar> => {
  const row = await findCalendar(db, id)
  if (!row) throw platformErrors.notFound()
  return toCalendar(row, new Date())
}

/** Tells that a calendar was made or changed. @returns it as it is now */
export const announceHours = async (tx: Tx, actor: StaffActor, id: number): Promise<Calendar> => {
  const calendar = await showCalendar(tx, id)
  await announce(tx, peopleAnnouncements.hoursChanged, {
    actor,
    objects: [{ type: 'calendar', id }],
    attributes: { name: calendar.name },
  })
  return calendar
}
