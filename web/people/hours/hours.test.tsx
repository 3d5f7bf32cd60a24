import { expect, test } from 'vitest'
import type { Calendar } from '../../../server/people/contract.ts'
import { render } from '../../app/testing/render.tsx'
import { minutesAgo } from '../../app/testing/samples.ts'
import { calendarsQuery } from './api.ts'
import { CalendarDialog } from './calendar-dialog.tsx'
import CalendarSettings from './calendar-settings.tsx'
import { WeekFields, weekIn } from './week-fields.tsx'

const office = [{ from: '09:00', to: '17:00' }]
const calendarOf = (change: Partial<Calendar> = {}): Calendar => ({
  ...{ id: 1, name: 'Office', openNow: true, changesAt: minutesAgo(-60), version: 2 },
  weeks: [
    { validFrom: null, timeZone: 'Europe/Paris', days: [office, office, office, office, office, [], []] },
  ],
  holidays: [{ day: '2026-12-25', name: 'Christmas Day', open: [] }],
  ...change,
})
const list = async (items: Calendar[]) =>
  (await render(<CalendarSettings />, { known: [[calendarsQuery.queryKey, { items }]] })).text

test('each calendar says its zone, and whether somebody is there now', async () => {
  expect(await list([calendarOf()])).toMatch(/Office Europe\/Paris Open until .+ Change/)
  expect(await list([calendarOf({ openNow: false })])).toMatch(/Opens .+ Change/)
  expect(await list([calendarOf({ changesAt: null })])).toContain('Open at every hour Change')
  expect(await list([])).toContain('Make a calendar where that is not so.')
})

test('changing a calendar shows its week, its holidays, and from when a change holds', async () => {
  const page = await render(<CalendarDialog calendar={calendarOf()} onClose={() => {}} />)
  expect(page.one('textbox', 'Monday').attributes.value).toBe('09:00–17:00')
  expect(page.one('textbox', 'Sunday').attributes.value ?? '').toBe('')
  expect(page.text).toContain('2026-12-25 Christmas Day')
  expect(page.text).toContain('A changed week holds from')
  expect(page.names('button')).toContain('Remove the calendar')
})

test('a new calendar begins with a usual week, and holds always', async () => {
  const page = await render(<CalendarDialog calendar={null} onClose={() => {}} />)
  expect(page.one('dialog').name).toBe('New calendar')
  expect(page.one('textbox', 'Friday').attributes.value).toBe('09:00–17:00')
  expect(page.text).not.toContain('holds from')
})

test('a day that cannot be read says how to write it, and nothing is made of the week', async () => {
  const days = ['9-5', '9-17', '', '', '', '', '']
  const page = await render(<WeekFields days={days} onChange={() => {}} />)
  expect(page.text).toContain('Write it like 9:00–12:30, 13:30–17:00.')
  expect(weekIn(days)).toBeNull()
  expect(weekIn(days.with(0, '9-13'))?.[0]).toEqual([{ from: '09:00', to: '13:00' }])
})
