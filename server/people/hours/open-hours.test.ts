import { describe, expect, test } from 'vitest'
import { dayOf, timesOf } from './as-hours.ts'
import { alwaysOpen, type Hours } from './open-hours.ts'
import {
  dueAfter,
  endOfNextWorkingDay,
  isOpen,
  nextClosing,
  nextOpening,
  openHoursBetween,
  unionOf,
  workingTime,
} from './working-time.ts'

const at = (written: string) => new Date(written)
const span = (from: string, to: string) => ({ start: Date.parse(from), end: Date.parse(to) })
const minutes = (milliseconds: number) => milliseconds / 60_000
const office = [{ from: 540, to: 1020 }]
const always = [{ from: 0, to: 1440 }]
const hours = (zone: string, days = [office, office, office, office, office, [], []]): Hours => ({
  rules: [{ validFrom: null, zone, week: days }],
  holidays: new Map(),
})
const everyHour = (zone: string) => hours(zone, Array<typeof always>(7).fill(always))
const paris: Hours = { ...hours('Europe/Paris'), holidays: new Map([[dayOf('2025-06-09'), []]]) }

describe('the worked examples of the handbook (section 5)', () => {
  const start = at('2025-06-06T16:30:00+02:00')
  const pauses = [span('2025-06-10T10:00:00+02:00', '2025-06-10T11:30:00+02:00')]

  test('Friday 16:30 to Tuesday 13:00 over a holiday, with a pause of 90 minutes, are 180 working minutes', () => {
    const reply = at('2025-06-10T13:00:00+02:00')
    expect(minutes(workingTime(paris, start, reply, pauses))).toBe(180)
    expect(minutes(workingTime(paris, start, reply))).toBe(270)
  })

  test('a target of four hours is due on Tuesday at 14:00', () => {
    expect(dueAfter(paris, start, 4 * 3_600_000, pauses)).toEqual(at('2025-06-10T14:00:00+02:00'))
  })

  test.each([
    ['2025-03-30', 82_800],
    ['2025-10-26', 90_000],
  ])('a day that is always open has on %s %i seconds', (day, seconds) => {
    const from = nextOpening(everyHour('Europe/Paris'), at(`${day}T00:00:00+01:00`)) ?? at('')
    const midnight = day === '2025-03-30' ? at('2025-03-30T00:00:00+01:00') : at('2025-10-26T00:00:00+02:00')
    const next = day === '2025-03-30' ? at('2025-03-31T00:00:00+02:00') : at('2025-10-27T00:00:00+01:00')
    expect(from).toEqual(at(`${day}T00:00:00+01:00`))
    expect(workingTime(everyHour('Europe/Paris'), midnight, next) / 1000).toBe(seconds)
  })
})

describe('open hours', () => {
  test('are UTC spans that end where the day ends, and never touch', () => {
    expect(openHoursBetween(paris, at('2025-06-06T10:00Z'), at('2025-06-10T08:00Z'))).toEqual([
      span('2025-06-06T10:00Z', '2025-06-06T15:00Z'),
      span('2025-06-10T07:00Z', '2025-06-10T08:00Z'),
    ])
    const whole = openHoursBetween(
      everyHour('Europe/Paris'),
      at('2025-03-01T00:00Z'),
      at('2026-03-01T00:00Z'),
    )
    expect(whole).toEqual([span('2025-03-01T00:00Z', '2026-03-01T00:00Z')])
  })

  test('follow the clock on the wall: an hour that is lived twice is open twice, one left out never', () => {
    const night = hours('Europe/Berlin', Array(7).fill([{ from: 120, to: 180 }]))
    const open = (day: string) => workingTime(night, at(`${day}T00:00Z`), at(`${day}T12:00Z`)) / 60_000
    expect(open('2025-10-25')).toBe(60)
    expect(open('2025-10-26')).toBe(120)
    expect(open('2025-03-30')).toBe(0)
  })

  test('stay in order where midnight itself is lived twice', () => {
    // Newfoundland set its clocks back at one minute past midnight until 2011.
    const open = openHoursBetween(
      hours('America/St_Johns', Array(7).fill([{ from: 0, to: 60 }])),
      at('2010-11-06T12:00Z'),
      at('2010-11-08T12:00Z'),
    )
    expect(open).toEqual([
      span('2010-11-07T02:30Z', '2010-11-07T02:31Z'),
      span('2010-11-07T03:30Z', '2010-11-07T04:30Z'),
      span('2010-11-08T03:30Z', '2010-11-08T04:30Z'),
    ])
  })

  test('know no Friday in Apia when it jumped over the date line', () => {
    const friday = hours('Pacific/Apia', [[], [], [], [], always, [], []])
    const open = openHoursBetween(friday, at('2011-12-20T00:00Z'), at('2012-01-10T00:00Z'))
    // 30 December 2011 never was: the Fridays before and after it are whole.
    expect(open).toEqual([
      span('2011-12-23T10:00Z', '2011-12-24T10:00Z'),
      span('2012-01-05T10:00Z', '2012-01-06T10:00Z'),
    ])
  })

  test('have quarters of an hour where a zone has them', () => {
    expect(nextOpening(hours('Asia/Kathmandu'), at('2025-06-07T00:00Z'))).toEqual(at('2025-06-09T03:15Z'))
    expect(nextOpening(hours('Australia/Eucla'), at('2025-06-07T00:00Z'))).toEqual(at('2025-06-09T00:15Z'))
  })

  test('change by date, also from one zone to another, and what was stays', () => {
    const moved: Hours = {
      ...paris,
      rules: [
        ...paris.rules,
        { validFrom: dayOf('2025-07-01'), zone: 'America/New_York', week: Array(7).fill(always) },
      ],
    }
    const june = [at('2025-06-06T00:00Z'), at('2025-06-20T00:00Z')] as const
    expect(workingTime(moved, ...june)).toBe(workingTime(paris, ...june))
    expect(nextOpening(moved, at('2025-06-30T15:00Z'))).toEqual(at('2025-07-01T04:00Z'))
  })

  test('on a holiday can be shorter instead of closed', () => {
    const half = { ...paris, holidays: new Map([[dayOf('2025-12-24'), [{ from: 540, to: 720 }]]]) }
    expect(minutes(workingTime(half, at('2025-12-24T00:00Z'), at('2025-12-25T00:00Z')))).toBe(180)
  })

  test('that are none are never due, and looking for them ends', () => {
    const never = hours('UTC', Array(7).fill([]))
    expect(dueAfter(never, at('2025-01-01T00:00Z'), 1)).toBeNull()
    expect(nextOpening(never, at('2025-01-01T00:00Z'))).toBeNull()
    expect(endOfNextWorkingDay(never, at('2025-01-01T00:00Z'))).toBeNull()
    expect(workingTime(never, at('2025-01-01T00:00Z'), at('2026-01-01T00:00Z'))).toBe(0)
  })
})

describe('asked at an instant', () => {
  test('closed opens next, open closes next', () => {
    expect(isOpen(paris, at('2025-06-06T14:59:59Z'))).toBe(true)
    expect(isOpen(paris, at('2025-06-06T15:00:00Z'))).toBe(false)
    expect(nextClosing(paris, at('2025-06-06T10:00Z'))).toEqual(at('2025-06-06T15:00Z'))
    expect(nextClosing(paris, at('2025-06-06T15:00Z'))).toBeNull()
    expect(nextClosing(alwaysOpen, at('2025-06-06T15:00Z'))).toBeNull()
  })

  test.each([
    ['2025-06-05T23:00:00+02:00', '2025-06-06T17:00:00+02:00'],
    ['2025-06-06T08:00:00+02:00', '2025-06-10T17:00:00+02:00'],
    ['2025-06-07T12:00:00+02:00', '2025-06-10T17:00:00+02:00'],
  ])('the end of the next working day after %s is %s', (from, end) => {
    expect(endOfNextWorkingDay(paris, at(from))).toEqual(at(end))
  })

  test('a target of nothing is due at once, also when it is closed', () => {
    expect(dueAfter(paris, at('2025-06-07T12:00Z'), 0)).toEqual(at('2025-06-07T12:00Z'))
  })
})

test('pauses that overlap count once', () => {
  const a = span('2025-06-10T08:00Z', '2025-06-10T09:00Z')
  const b = span('2025-06-10T08:30Z', '2025-06-10T09:30Z')
  expect(unionOf([b, a, { start: b.end, end: b.end }])).toEqual([{ start: a.start, end: b.end }])
  const day = [at('2025-06-10T00:00Z'), at('2025-06-11T00:00Z')] as const
  expect(minutes(workingTime(paris, ...day, [b, a, a]))).toBe(480 - 90)
})

test('times of a day stand in order, and refuse to overlap or to end before they begin', () => {
  const morning = { from: '09:00', to: '12:30' }
  expect(timesOf([{ from: '13:00', to: '24:00' }, morning])).toEqual([
    { from: 540, to: 750 },
    { from: 780, to: 1440 },
  ])
  expect(timesOf([morning, { from: '12:29', to: '13:00' }])).toBeNull()
  expect(timesOf([{ from: '13:00', to: '13:00' }])).toBeNull()
})
