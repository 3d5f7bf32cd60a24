import { expect, test } from 'vitest'
import { timeliness } from './timeliness.ts'

const now = new Date('2026-11-20T12:00:00Z')
const MINUTE = 60_000
const trigger = (minutesAgo: number, answeredAfter: number | null) => {
  const happenedAt = new Date(+now - minutesAgo * MINUTE)
  return {
    happenedAt,
    answeredAt: answeredAfter === null ? null : new Date(+happenedAt + answeredAfter * MINUTE),
  }
}

test('methods.md 3.14: 13 of 20 triggers were answered within 15 minutes: .65', () => {
  const triggers = [
    ...Array.from({ length: 13 }, (_, index) => trigger(600 + index, 15)),
    ...Array.from({ length: 4 }, () => trigger(600, 15.02)),
    ...Array.from({ length: 3 }, () => trigger(600, null)),
  ]
  expect(timeliness(triggers, now)).toEqual({ share: 0.65, n: 20 })
})

test('where nothing fired there is no value, never nought or all', () => {
  expect(timeliness([], now)).toEqual({ share: null, n: 0 })
})

test('what still has time counts neither way until it is answered or late', () => {
  expect(timeliness([trigger(14, null)], now)).toEqual({ share: null, n: 0 })
  expect(timeliness([trigger(14, 3)], now)).toEqual({ share: 1, n: 1 })
  expect(timeliness([trigger(16, null)], now)).toEqual({ share: 0, n: 1 })
})

test('the telephone story: nobody acted on any of its three', () => {
  expect(timeliness([trigger(383, null), trigger(383, null), trigger(366, null)], now)).toEqual({
    share: 0,
    n: 3,
  })
})
