import { describe, expect, test } from 'vitest'
import { alwaysOpen, type Hours } from '../../people/index.ts'
import { dueOf, restsOf, type Term, worked } from './due.ts'
import { newsOf, nextRing } from './news.ts'
import { termsAfter } from './terms.ts'

const at = (written: string) => new Date(written)
const office = [{ from: 540, to: 1020 }]
const paris: Hours = {
  rules: [{ validFrom: null, zone: 'Europe/Paris', week: [office, office, office, office, office, [], []] }],
  holidays: new Map([[Date.parse('2025-06-09') / 86_400_000, []]]),
}
const start = at('2025-06-06T16:30:00+02:00')
const spell = { kind: 'full-resolution', startedAt: start, stoppedAt: null, ended: null } as const
const rest = {
  why: 'asked',
  from: at('2025-06-10T10:00:00+02:00'),
  to: at('2025-06-10T11:30:00+02:00'),
} as const
const four: Term[] = [{ from: start, hours: paris, target: 240 }]
const minutes = (milliseconds: number) => milliseconds / 60_000

describe('the worked example of the handbook (section 5)', () => {
  const rests = restsOf(spell, [rest])

  test('W is 180 minutes at the reply, and four hours are due on Tuesday at 14:00', () => {
    expect(minutes(worked(spell, four, rests, at('2025-06-10T13:00:00+02:00')))).toBe(180)
    expect(dueOf(spell, four, rests).dueAt).toEqual(at('2025-06-10T14:00:00+02:00'))
  })

  test('its owner is warned when three quarters have run', () => {
    expect(dueOf(spell, four, rests).warnAt).toEqual(at('2025-06-10T13:00:00+02:00'))
  })
})

describe('a change of targets or hours', () => {
  const change = at('2025-06-10T10:00:00+02:00')

  test('keeps what has run: 90 minutes had, 120 aimed at, 30 are left', () => {
    const terms = [...four, { from: change, hours: paris, target: 120 }]
    expect(dueOf(spell, terms, [])).toEqual({
      warnAt: change,
      dueAt: at('2025-06-10T10:30:00+02:00'),
    })
  })

  test('keeps the hours it ran by, and runs by the new ones from then on', () => {
    const terms = [...four, { from: change, hours: alwaysOpen, target: 240 }]
    expect(minutes(worked(spell, terms, [], at('2025-06-10T20:00:00+02:00')))).toBe(90 + 600)
    expect(dueOf(spell, terms, []).dueAt).toEqual(at('2025-06-10T12:30:00+02:00'))
  })

  test('to less than has run is due at the change, not before it', () => {
    const terms = [...four, { from: change, hours: paris, target: 60 }]
    expect(dueOf(spell, terms, []).dueAt).toEqual(change)
  })

  const now = at('2025-06-10T12:00:00+02:00')
  const before = [{ from: start, calendarId: 1, target: 240 }]
  const targets = { firstResponse: 5, nextResponse: 6, firstResolution: 7, fullResolution: 120 }

  test('is written from the moment it was made, and only if it changes something', () => {
    const terms = { calendarId: 1, targets, changedAt: change }
    expect(termsAfter(before, spell, terms, now)).toEqual([
      ...before,
      { from: change, calendarId: 1, target: 120 },
    ])
    expect(
      termsAfter(before, spell, { ...terms, targets: { ...targets, fullResolution: 240 } }, now),
    ).toEqual(before)
    expect(termsAfter(before, spell, { calendarId: 2, targets, changedAt: null }, now).at(-1)).toEqual({
      ...{ from: now, calendarId: 2, target: 120 },
    })
  })

  test('that takes the policy away leaves a clock without a target, and a clock that stopped as it was', () => {
    const none = { calendarId: 1, targets: null, changedAt: change }
    expect(termsAfter(before, spell, none, now).at(-1)).toMatchObject({ from: change, target: null })
    expect(termsAfter(before, { ...spell, stoppedAt: now }, none, now)).toEqual(before)
  })
})

describe('due', () => {
  test('is nothing without a target, and nothing while the clock rests', () => {
    expect(dueOf(spell, [{ from: start, hours: paris, target: null }], [])).toEqual({
      warnAt: null,
      dueAt: null,
    })
    expect(dueOf(spell, four, restsOf(spell, [{ ...rest, to: null }])).dueAt).toBeNull()
  })

  test('is nothing when the hours never open again', () => {
    const never: Hours = { ...paris, rules: [{ validFrom: null, zone: 'UTC', week: Array(7).fill([]) }] }
    expect(dueOf(spell, [{ from: start, hours: never, target: 1 }], []).dueAt).toBeNull()
  })

  test('of a response never rests: our question was the answer', () => {
    expect(restsOf({ kind: 'next-response' }, [rest])).toEqual([])
  })
})

describe('news', () => {
  const clock = { stoppedAt: null, warnAt: at('2025-06-10T13:00Z'), dueAt: at('2025-06-10T14:00Z') }
  const none = { warnedAt: null, breachedAt: null }

  test('is told once: first the warning, then the end', () => {
    expect(newsOf(clock, undefined, at('2025-06-10T12:59Z'))).toEqual({ ...none, news: [] })
    const warned = newsOf(clock, none, at('2025-06-10T13:00Z'))
    expect(warned.news).toEqual(['warned'])
    expect(newsOf(clock, warned, at('2025-06-10T13:30Z')).news).toEqual([])
    const breached = newsOf(clock, warned, at('2025-06-10T14:00Z'))
    expect(breached.news).toEqual(['breached'])
    expect(newsOf(clock, breached, at('2025-06-10T18:00Z')).news).toEqual([])
  })

  test('of the end makes that of the warning needless, and tells of an end that was looked at late', () => {
    expect(newsOf(clock, none, at('2025-06-10T15:00Z')).news).toEqual(['breached'])
    const late = { ...clock, stoppedAt: at('2025-06-10T14:30Z') }
    expect(newsOf(late, none, at('2025-06-10T15:00Z')).news).toEqual(['breached'])
    expect(
      newsOf({ ...clock, stoppedAt: at('2025-06-10T14:00Z') }, none, at('2025-06-10T15:00Z')).news,
    ).toEqual([])
  })

  test('is told anew after the end has moved into the future', () => {
    const told = newsOf(clock, none, at('2025-06-10T14:00Z'))
    const longer = { ...clock, warnAt: at('2025-06-11T13:00Z'), dueAt: at('2025-06-11T14:00Z') }
    expect(newsOf(longer, told, at('2025-06-10T15:00Z'))).toEqual({ ...none, news: [] })
  })

  test('comes next at the earliest instant ahead, never from a clock that stopped', () => {
    expect(nextRing([clock], at('2025-06-10T12:00Z'))).toEqual(clock.warnAt)
    expect(nextRing([clock], at('2025-06-10T13:00Z'))).toEqual(clock.dueAt)
    expect(
      nextRing(
        [
          { ...clock, stoppedAt: start },
          { ...clock, warnAt: null, dueAt: null },
        ],
        start,
      ),
    ).toBeNull()
  })
})
