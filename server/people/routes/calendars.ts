import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { changeCalendar } from '../actions/change-calendar.ts'
import { makeCalendar } from '../actions/make-calendar.ts'
import { removeCalendar } from '../actions/remove-calendar.ts'
import { listCalendars, showCalendar } from '../actions/show-calendar.ts'
import { calendarSchema, changeCalendarSchema, newCalendarSchema, peoplePermissions } from '../contract.ts'

const { read, manageHours } = peoplePermissions
const params = z.strictObject({ calendarId: idText })

export const calendarRoutes = [
  staffRoute({
    method: 'GET',
    path: '/calendars',
    permission: read,
    summary: 'Calendars of open hours, and whether they are open now',
    reply: z.object({ items: z.array(calendarSchema) }),
    handle: async ({ db }) => ({ items: await listCalendars(db) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/calendars',
    permission: manageHours,
    summary: 'Add a calendar',
    body: newCalendarSchema,
    reply: calendarSchema,
    status: 201,
    handle: ({ tx, actor, body }) => makeCalendar(tx, actor, body),
  }),
  staffRoute({
    method: 'GET',
    path: '/calendars/:calendarId',
    permission: read,
    summary: 'A calendar',
    params,
    reply: calendarSchema,
    handle: ({ db, params }) => showCalendar(db, params.calendarId),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/calendars/:calendarId',
    permission: manageHours,
    summary: 'Change a calendar from today or a later day on',
    params,
    body: changeCalendarSchema,
    reply: calendarSchema,
    handle: ({ tx, actor, params, ifMatch, body }) =>
      changeCalendar(tx, actor, params.calendarId, ifMatch, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/calendars/:calendarId',
    permission: manageHours,
    summary: 'Remove a calendar that nothing is reckoned by',
    params,
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await removeCalendar(tx, actor, params.calendarId)
      return null
    },
  }),
]
