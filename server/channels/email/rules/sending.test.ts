import { describe, expect, it } from 'vitest'
import { meaningOf, nextTry } from './sending.ts'

describe('a failed attempt', () => {
  it.each([
    ['5xx is final, before and after the text', { smtpCode: 550, code: 'EENVELOPE' }, false, 'failed'],
    ['5xx after the text', { smtpCode: 554, code: 'EMESSAGE' }, true, 'failed'],
    ['4xx is for later', { smtpCode: 421, code: 'ECONNECTION' }, false, 'deferred'],
    [
      '4xx after the text too: the server has answered',
      { smtpCode: 451, code: 'EMESSAGE' },
      true,
      'deferred',
    ],
    ['a wrong password waits for the administrator', { smtpCode: 535, code: 'EAUTH' }, false, 'deferred'],
    ['no answer before the text', { smtpCode: null, code: 'ETIMEDOUT' }, false, 'deferred'],
    ['no answer after the text', { smtpCode: null, code: 'ECONNECTION' }, true, 'uncertain'],
  ])('%s', (_what, error, dataBegun, meaning) => expect(meaningOf(error, dataBegun)).toBe(meaning))
})

it('is tried again at growing distances for five days, then given up', () => {
  const begun = new Date('2026-11-01T00:00:00Z')
  let now = begun
  let tries = 0
  for (let next = nextTry(++tries, begun, now); next; next = nextTry(++tries, begun, now)) {
    expect(next.getTime() - now.getTime()).toBeGreaterThanOrEqual(60_000)
    expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(4 * 3_600_000)
    now = next
  }
  const hours = (now.getTime() - begun.getTime()) / 3_600_000
  expect(hours).toBeGreaterThan(115)
  expect(hours).toBeLessThanOrEqual(120)
})
