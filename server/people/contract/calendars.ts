import { z } from 'zod'
import { defineAnnouncement } from '../../platform/contract/announcement.ts'
import { adminsOnly, definePermission } from '../../platform/contract/permission.ts'
import { changeOf, idSchema, line, timeSchema, timeZoneSchema } from '../../platform/contract/schemas.ts'

export const manageHours = definePermission(
  'hours.manage',
  adminsOnly,
  'Write calendars of open hours and holidays.',
)

/** A local day, e.g. `2026-12-25`. */
export const daySchema = z.iso.date()

/** A time of day, e.g. `09:00`; `24:00` ends a day. */
const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 09:00')

/** Part of a day; `to` is not included. */
export const openTimeSchema = z.strictObject({ from: clockTime, to: clockTime })
export type OpenTimes = z.infer<typeof openTimeSchema>[]
const day = z.array(openTimeSchema).max(10)

/** What a week looks like from a day on, in the clocks of one zone. */
export const weekSchema = z.strictObject({
  /** First day on which it holds; null for always. */
  validFrom: daySchema.nullable(),
  timeZone: timeZoneSchema,
  /** Seven days, Monday first. */
  days: z.array(day).length(7),
})
export type Week = z.infer<typeof weekSchema>

export const holidaySchema = z.strictObject({
  day: daySchema,
  name: line(120),
  /** When it is open on that day all the same. */
  open: day.default([]),
})
export type Holiday = z.output<typeof holidaySchema>

export const calendarSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** In the order in which they came to hold, planned ones last. */
  weeks: z.array(weekSchema),
  holidays: z.array(holidaySchema),
  openNow: z.boolean(),
  /** When it closes, or opens next; null when that is far. */
  changesAt: timeSchema.nullable(),
  version: z.number().int(),
})
export type Calendar = z.infer<typeof calendarSchema>

const holidays = z.array(holidaySchema).max(2000)
export const newCalendarSchema = z.strictObject({
  name: line(80),
  week: weekSchema.omit({ validFrom: true }),
  holidays: holidays.default([]),
})
export const changeCalendarSchema = changeOf(
  z.strictObject({
    name: line(80),
    /** Holds from `validFrom` on, from today when it is null. */
    week: weekSchema,
    /** All of them: what is not named goes, unless its day is over. */
    holidays,
  }),
)

export const calendarAnnouncements = {
  hoursChanged: defineAnnouncement('people.hours-changed', z.object({ name: z.string() })),
}
