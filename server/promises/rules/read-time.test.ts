import { describe, expect, test } from 'vitest'
import { readTime } from './read-time.ts'

/** A Wednesday, half past two in Berlin. */
const now = new Date('2026-11-25T13:30:00Z')
const read = (words: string, timeZone = 'Europe/Berlin') => readTime(words, { now, timeZone })
const dueAt = (words: string, timeZone?: string) => read(words, timeZone)?.dueAt.toISOString().slice(0, 16)

describe('a time in plain words', () => {
  test.each([
    ['tomorrow by 10', '2026-11-26T09:00'],
    ['I will call you tomorrow by 10.', '2026-11-26T09:00'],
    ['by 5 pm today', '2026-11-25T16:00'],
    ['today 17:00', '2026-11-25T16:00'],
    ['tomorrow by 5', '2026-11-26T16:00'],
    ['tomorrow at 05:00', '2026-11-26T04:00'],
    ['in 2 hours', '2026-11-25T15:30'],
    ['within 24 hours', '2026-11-26T13:30'],
    ['in two working days', '2026-11-27T16:00'],
    ['within 3 business days', '2026-11-30T16:00'],
    ['tomorrow afternoon', '2026-11-26T14:00'],
    ['next Monday at 9', '2026-11-30T08:00'],
    ['before Wednesday 10:00', '2026-12-02T09:00'],
    ['by the end of the day', '2026-11-25T16:00'],
    ['by close of business tomorrow', '2026-11-26T16:00'],
    ['by the end of the week', '2026-11-27T16:00'],
    ['on 3 December at 3pm', '2026-12-03T14:00'],
    ['tomorrow at 3pm EST', '2026-11-26T20:00'],
    ['by noon tomorrow', '2026-11-26T11:00'],
    ['morgen bis 10', '2026-11-26T09:00'],
    ['Ich rufe Sie morgen bis 10 Uhr an', '2026-11-26T09:00'],
    ['bis Freitag 15 Uhr', '2026-11-27T14:00'],
    ['übermorgen um 9', '2026-11-27T08:00'],
    ['heute Nachmittag', '2026-11-25T14:00'],
    ['nächsten Montag um 9 Uhr', '2026-11-30T08:00'],
    ['am 3. Dezember um 15:00', '2026-12-03T14:00'],
    ['innerhalb von 24 Stunden', '2026-11-26T13:30'],
    ['in zwei Werktagen', '2026-11-27T16:00'],
    ['bis Feierabend', '2026-11-25T16:00'],
    ['bis Ende der Woche', '2026-11-27T16:00'],
    ['bis Freitagabend', '2026-11-27T17:00'],
  ])('%j is %s UTC', (words, due) => {
    expect(dueAt(words)).toBe(due)
    expect(read(words)).toMatchObject({ timeGiven: true, isPast: false })
  })

  test('is meant in the zone of the customer, and follows its clocks', () => {
    expect(dueAt('tomorrow by 10', 'America/New_York')).toBe('2026-11-26T15:00')
    expect(dueAt('tomorrow by 10', 'Asia/Kolkata')).toBe('2026-11-26T04:30')
    const spring = { now: new Date('2026-03-28T12:00:00Z'), timeZone: 'Europe/Berlin' }
    expect(readTime('tomorrow at 10', spring)?.dueAt).toEqual(new Date('2026-03-29T08:00:00Z'))
    expect(readTime('in 24 hours', spring)?.dueAt).toEqual(new Date('2026-03-29T12:00:00Z'))
  })
})

test.each(['by Friday', 'bis Freitag', 'on 27 November'])(
  '%j names only a day: the end of its hours',
  (words) => {
    expect(read(words)).toMatchObject({ dueAt: new Date('2026-11-27T16:00:00Z'), timeGiven: false })
  },
)

test.each(['yesterday', 'gestern um 10', 'today at 9:00', 'on 3 May 2020'])(
  '%j has passed already',
  (words) => {
    expect(read(words)?.isPast).toBe(true)
  },
)

test.each(['', 'soon', 'as quickly as we can', 'bald', 'You pay 10 euros by card', 'x'.repeat(300)])(
  '%j names no time',
  (words) => {
    expect(read(words)).toBeNull()
  },
)
