import { describe, expect, test } from 'vitest'
import { reminderAt } from './reminder.ts'
import { endOfNextWeekday, quickChoices } from './working-days.ts'

const at = (text: string) => new Date(`${text}Z`)
const berlin = 'Europe/Berlin'

describe('where no hours are written down the next working day ends at five on the next weekday', () => {
  test.each([
    ['a Wednesday', '2026-11-25T09:00', '2026-11-26T16:00'],
    ['a Friday', '2026-11-27T09:00', '2026-11-30T16:00'],
    ['a Saturday', '2026-11-28T09:00', '2026-11-30T16:00'],
    ['a Friday night that is Saturday there already', '2026-11-27T23:30', '2026-11-30T16:00'],
    ['the Friday before the clocks go forward', '2026-03-27T09:00', '2026-03-30T15:00'],
  ])('made on %s', (_when, now, due) => {
    expect(endOfNextWeekday(at(now), berlin)).toEqual(at(due))
  })
})

describe('the times that are promised most', () => {
  test('are in the zone of the customer', () => {
    expect(quickChoices(at('2026-11-25T09:00'), berlin)).toEqual([
      { key: 'today', dueAt: at('2026-11-25T16:00') },
      { key: 'tomorrow', dueAt: at('2026-11-26T09:00') },
      { key: 'two-working-days', dueAt: at('2026-11-27T16:00') },
    ])
    const [today] = quickChoices(at('2026-11-25T09:00'), 'America/New_York')
    expect(today).toEqual({ key: 'today', dueAt: at('2026-11-25T22:00') })
  })

  test('are only those still to come', () => {
    expect(quickChoices(at('2026-11-25T16:00'), berlin).map(({ key }) => key)).toEqual([
      'tomorrow',
      'two-working-days',
    ])
  })
})

describe('the reminder comes', () => {
  test.each([
    ['half an hour before a promise of two hours', '2026-11-25T12:00', '2026-11-25T11:30'],
    ['half-way to one of twenty minutes', '2026-11-25T10:20', '2026-11-25T10:10'],
    ['a tenth of the span before one of two days', '2026-11-27T10:00', '2026-11-27T05:12'],
    ['a day before one of a month', '2026-12-25T10:00', '2026-12-24T10:00'],
  ])('%s', (_what, due, reminder) => {
    expect(reminderAt(at('2026-11-25T10:00'), at(due))).toEqual(at(reminder))
  })
})
