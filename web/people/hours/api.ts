import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../../server/people/contract.ts'
import type { Calendar } from '../../../server/people/contract.ts'
import { get, patch, post, remove } from '../../app/api.ts'

type NewCalendar = z.input<typeof contract.newCalendarSchema>
type CalendarChange = z.input<typeof contract.changeCalendarSchema>

export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: () => get<{ items: Calendar[] }>('/calendars'),
})

export const makeCalendar = (calendar: NewCalendar) => post<Calendar>('/calendars', calendar)
export const changeCalendar = (id: number, change: CalendarChange, version: number) =>
  patch<Calendar>(`/calendars/${id}`, change, version)
export const removeCalendar = (id: number) => remove(`/calendars/${id}`)
