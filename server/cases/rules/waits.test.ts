import { describe, expect, test } from 'vitest'
import { callTimes, longestSilence, waitsOf } from './waits.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute))
const leg = (queue: number, talk = 0, hold = 0) => ({
  queueSeconds: queue * 60,
  talkSeconds: talk * 60,
  holdSeconds: hold * 60,
  afterCallSeconds: 120,
})

describe('waiting on the line', () => {
  test('the handbook: spells of 4, 3, 18 and 10 minutes', () => {
    const waits = waitsOf([leg(4), leg(3), leg(18), leg(10)])
    expect(waits).toMatchObject({
      queueSeconds: 35 * 60,
      longestQueueSeconds: 18 * 60,
      waitingSeconds: 35 * 60,
    })
  })

  test('time on hold is waiting too, and handling', () => {
    expect(waitsOf([leg(2, 10, 5)])).toEqual({
      ...{ queueSeconds: 120, longestQueueSeconds: 120, holdSeconds: 300, waitingSeconds: 420 },
      ...{ handleSeconds: 900, afterCallSeconds: 120 },
    })
  })

  test('nobody called', () => expect(waitsOf([]).longestQueueSeconds).toBe(0))
})

describe('silence', () => {
  const customer = (minute: number) => ({ by: 'customer' as const, at: at(minute) })
  const us = (minute: number) => ({ by: 'us' as const, at: at(minute) })

  test('runs from the first unanswered word, not from the last', () => {
    expect(longestSilence([customer(0), customer(5), us(45), customer(50), us(60)], null)).toBe(45 * 60)
  })

  test('goes on while they wait, and ends with nobody owing a word', () => {
    expect(longestSilence([customer(0), us(1), customer(10)], at(100))).toBe(90 * 60)
    expect(longestSilence([customer(0), us(1), customer(10)], null)).toBe(60)
  })

  test('our own words one after another are none', () =>
    expect(longestSilence([us(0), us(500)], at(900))).toBe(0))
})

describe('calls', () => {
  const call = (from: number, to: number, wasCutOff = false) => ({ from: at(from), to: at(to), wasCutOff })

  test('time on the line and between the calls', () => {
    expect(callTimes([call(0, 22), call(30, 48), call(52, 67)])).toEqual({
      ...{ customerSeconds: (22 + 18 + 15) * 60, gapSeconds: [480, 240], reconnects: 0 },
    })
  })

  test('a call within 30 minutes after a cut line is a reconnect; a later one and one after a talk are not', () => {
    expect(callTimes([call(0, 10, true), call(40, 50, true), call(81, 90), call(91, 95)]).reconnects).toBe(1)
  })

  test('no call', () => {
    expect(callTimes([])).toEqual({ customerSeconds: 0, gapSeconds: [], reconnects: 0 })
  })
})
