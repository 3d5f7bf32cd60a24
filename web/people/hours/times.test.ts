import { describe, expect, test } from 'vitest'
import { holidaysIn, holidaysWords } from './holidays.ts'
import { timesIn, timesWords } from './times.ts'

describe('open times are read as people type them', () => {
  test.each([
    ['', ''],
    ['9-17', '09:00–17:00'],
    ['9:00–12:30, 13:30-17', '09:00–12:30, 13:30–17:00'],
    ['14 to 18; 8.30-12', '08:30–12:00, 14:00–18:00'],
    ['0-24', '00:00–24:00'],
  ])('“%s” is “%s”', (written, shown) => {
    expect(timesWords(timesIn(written) ?? [])).toBe(shown)
  })

  test.each(['9', '17-9', '9-9', '9-25', '9-24:30', '9:60-10', 'all day', '9-12-15'])(
    '“%s” cannot be read',
    (written) => {
      expect(timesIn(written)).toBeNull()
    },
  )
})

describe('holidays are pasted, one on each line', () => {
  test('a date and a name, whatever stands between, and open times where it is open all the same', () => {
    const pasted = '2026-12-25\tChristmas Day\n\n2026-12-24, Christmas Eve 9-12\n2026-01-01; New Year'
    expect(holidaysIn(pasted)).toEqual({
      holidays: [
        { day: '2026-01-01', name: 'New Year', open: [] },
        { day: '2026-12-24', name: 'Christmas Eve', open: [{ from: '09:00', to: '12:00' }] },
        { day: '2026-12-25', name: 'Christmas Day', open: [] },
      ],
      wrong: null,
    })
  })

  test('what is shown can be pasted again', () => {
    const shown = '2026-12-24 Christmas Eve 09:00–12:00\n2026-12-25 Christmas Day'
    expect(holidaysWords(holidaysIn(shown).holidays)).toBe(shown)
  })

  test('a day without a name is a holiday, and one that stands twice counts once', () => {
    expect(holidaysIn('2026-12-25\n2026-12-25').holidays).toEqual([
      { day: '2026-12-25', name: '2026-12-25', open: [] },
    ])
  })

  test.each(['25.12.2026 Christmas', '2026-02-30 No day', 'Christmas'])(
    '“%s” is told to be wrong',
    (line) => {
      expect(holidaysIn(`2026-12-25 Christmas\n${line}`)).toMatchObject({ wrong: line })
    },
  )
})
