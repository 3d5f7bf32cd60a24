import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Holiday, Week } from '../contract/calendars.ts'
import { asHours } from '../hours/as-hours.ts'
import { alwaysOpen, type Hours } from '../hours/open-hours.ts'

export interface CalendarRow {
  readonly id: number
  readonly name: string
  readonly weeks: Week[]
  readonly holidays: Holiday[]
  readonly version: number
}

const selectCalendars = sql`select id, name, version,
    (select json_agg(json_build_object('validFrom', to_char(nullif(valid_from, '-infinity'), 'YYYY-MM-DD'),
      'timeZone', time_zone, 'days', week) order by valid_from)
      from calendar_weeks where calendar_id = calendars.id) as weeks,
    coalesce((select json_agg(json_build_object('day', to_char(day, 'YYYY-MM-DD'), 'name', name, 'open', open)
      order by day) from calendar_holidays where calendar_id = calendars.id), '[]') as holidays
  from calendars`

/** All calendars by name. */
export const allCalendars = async (db: Database): Promise<CalendarRow[]> =>
  (await sql<CalendarRow>`${selectCalendars} order by lower(name)`.execute(db)).rows

export const findCalendar = async (db: Database, id: number): Promise<CalendarRow | undefined> =>
  (await sql<CalendarRow>`${selectCalendars} where id = ${id}`.execute(db)).rows[0]

/** Reads a calendar for a change: nobody else changes it until this transaction ends. */
export const lockCalendar = async (tx: Tx, id: number): Promise<CalendarRow | undefined> => {
  await tx.selectFrom('calendars').select('id').where('id', '=', id).forUpdate().execute()
  return findCalendar(tx, id)
}

/** Whether there is such a calendar; it cannot be removed until this transaction ends. */
export const calendarExists = async (tx: Tx, id: number): Promise<boolean> => {
  const found = tx.selectFrom('calendars').select('id').where('id', '=', id).forKeyShare()
  return (await found.executeTakeFirst()) !== undefined
}

/** The hours of several calendars by id; what there is no calendar for is not among them. */
export const hoursOf = async (db: Database, ids: readonly number[]): Promise<Map<number, Hours>> => {
  if (ids.length === 0) return new Map()
  const wanted = sql`where id = any(${[...new Set(ids)]}::bigint[])`
  const { rows } = await sql<CalendarRow>`${selectCalendars} ${wanted}`.execute(db)
  return new Map(rows.map((row) => [row.id, asHours(row)]))
}

/** The hours of a team: those of its calendar, or at every hour when it has chosen none. */
export const teamHours = async (db: Database, teamId: number): Promise<Hours> => {
  const team = await db.selectFrom('teams').select('calendar_id').where('id', '=', teamId).executeTakeFirst()
  const id = team?.calendar_id ?? null
  return (id !== null && (await hoursOf(db, [id])).get(id)) || alwaysOpen
}

/** @returns the new calendar's id, or null when the name is taken */
export const addCalendar = async (tx: Tx, name: string): Promise<number | null> => {
  const added = await tx
    .insertInto('calendars')
    .values({ name })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id ?? null
}

/** Counts the version up; a name that is undefined stays. */
export const touchCalendar = async (tx: Tx, id: number, name: string | undefined): Promise<void> => {
  await tx.updateTable('calendars').set({ name, version: sql`version + 1` }).where('id', '=', id).execute()
}

/** Writes what the week looks like from a day on; a week that began on the very day is replaced. */
export const setWeek = async (tx: Tx, calendarId: number, { validFrom, timeZone, days }: Week) => {
  await sql`insert into calendar_weeks (calendar_id, valid_from, time_zone, week)
    values (${calendarId}, coalesce(${validFrom}::date, '-infinity'), ${timeZone}, ${JSON.stringify(days)})
    on conflict (calendar_id, valid_from) do update
      set time_zone = excluded.time_zone, week = excluded.week`.execute(tx)
}

/** Makes exactly these the holidays of a calendar. */
export const setHolidays = async (tx: Tx, calendarId: number, holidays: readonly Holiday[]) => {
  await tx.deleteFrom('calendar_holidays').where('calendar_id', '=', calendarId).execute()
  await sql`insert into calendar_holidays (calendar_id, day, name, open)
    select ${calendarId}, day, name, open
    from json_to_recordset(${JSON.stringify(holidays)}::json) as given (day date, name text, open jsonb)`.execute(
    tx,
  )
}

export const deleteCalendar = async (tx: Tx, id: number): Promise<void> => {
  await tx.deleteFrom('calendars').where('id', '=', id).execute()
}
