import { describe, expect, test } from 'vitest'
import fc from '../../tests/harness/properties.ts'
import { confirmedShare, nextStep, outcomeOf } from './rules.ts'

describe('customer-confirmed resolution (methods.md 3.11)', () => {
  test('400 proposed, 180 confirmed, 30 rejected, 190 silent', () => {
    const { share, lower, upper, amongAnswers } = confirmedShare({
      ...{ proposed: 400, confirmed: 180, rejected: 30, silent: 190 },
    })
    const percent = (value: number | null) => `${((value ?? 0) * 100).toFixed(1)} %`
    expect(percent(share)).toBe('45.0 %')
    expect([percent(lower), percent(upper)]).toEqual(['45.0 %', '92.5 %'])
    expect(percent(amongAnswers)).toBe('85.7 %')
  })

  test('nothing proposed has no value, and silence alone has no answer', () => {
    expect(confirmedShare({ proposed: 0, confirmed: 0, rejected: 0, silent: 0 })).toEqual({
      ...{ share: null, lower: null, upper: null, amongAnswers: null },
    })
    expect(confirmedShare({ proposed: 4, confirmed: 0, rejected: 0, silent: 4 })).toEqual({
      ...{ share: 0, lower: 0, upper: 1, amongAnswers: null },
    })
  })

  test('the share lies between its bounds, and silence never raises it', () => {
    const count = fc.nat(1000)
    fc.assert(
      fc.property(count, count, count, count, (confirmed, rejected, silent, waiting) => {
        const proposed = confirmed + rejected + silent + waiting
        const { share, lower, upper } = confirmedShare({ proposed, confirmed, rejected, silent })
        if (proposed === 0) return
        expect(lower).toBe(share)
        expect(upper ?? 0).toBeGreaterThanOrEqual(share ?? 1)
        expect(upper ?? 2).toBeLessThanOrEqual(1)
        const more = confirmedShare({ proposed: proposed + 1, confirmed, rejected, silent: silent + 1 })
        expect(more.share ?? 1).toBeLessThanOrEqual(share ?? 0)
      }),
    )
  })
})

describe('what comes next for a proposal without an answer', () => {
  const proposedAt = new Date('2026-03-02T09:00:00Z')
  const usual = { reminderDays: [3, 7], restDays: 10 }
  const on = (day: number) => new Date(`2026-03-${String(day).padStart(2, '0')}T09:00:00Z`)

  test.each([
    [0, { at: on(5), kind: 'remind' }],
    [1, { at: on(9), kind: 'remind' }],
    [2, { at: on(12), kind: 'rest' }],
    [9, { at: on(12), kind: 'rest' }],
  ])('after %d reminders', (reminders, step) => {
    expect(nextStep(proposedAt, reminders, usual)).toEqual(step)
  })

  test('days in any order are taken in theirs, and none comes after the rest', () => {
    const mixed = { reminderDays: [12, 7, 3], restDays: 10 }
    expect([0, 1, 2].map((sent) => nextStep(proposedAt, sent, mixed).kind)).toEqual([
      'remind',
      'remind',
      'rest',
    ])
    expect(nextStep(proposedAt, 0, mixed).at).toEqual(on(5))
  })

  test('without reminders it only rests', () => {
    expect(nextStep(proposedAt, 0, { reminderDays: [], restDays: 1 })).toEqual({ at: on(3), kind: 'rest' })
  })
})

test('how a proposal stands', () => {
  const at = new Date()
  expect(outcomeOf({ outcome: null, silentSince: null })).toBe('waiting')
  expect(outcomeOf({ outcome: null, silentSince: at })).toBe('silent')
  expect(outcomeOf({ outcome: 'confirmed', silentSince: at })).toBe('confirmed')
  expect(outcomeOf({ outcome: 'not-yet', silentSince: null })).toBe('not-yet')
})
