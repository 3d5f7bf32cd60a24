import { alwaysOpen, type Hours } from '../../people/index.ts'
import type { StoredTerm } from '../queries/clocks.ts'
import type { Term } from '../rules/due.ts'

/** Terms with the hours of their calendars; without one it is open at every hour. */
export const withHours = (terms: readonly StoredTerm[], calendars: ReadonlyMap<number, Hours>): Term[] =>
  terms.map(({ from, calendarId, target }) => ({
    ...{ from, target },
    hours: (calendarId !== null && calendars.get(calendarId)) || alwaysOpen,
  }))
