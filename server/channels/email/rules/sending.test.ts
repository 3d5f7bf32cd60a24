import { describe, expect, it } from 'vitest'
import { HandOverError } from '../../../platform/mail-transport/smtp.ts'
import { mailboxTrouble } from './mailbox-trouble.ts'
import { giveUp, nextTry } from './retries.ts'
import { endsOfFailure, endsOfSuccess, meaningOf } from './sending.ts'

const failure = (words: string, details: object, stage: 'connecting' | 'signing-in' | 'sender' = 'sender') =>
  new HandOverError(Object.assign(new Error(words), { response: words, ...details }), stage)

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
    ['an address that cannot be written', { smtpCode: null, code: 'EENVELOPE' }, false, 'failed'],
    ['larger than the server takes, which it told us', { smtpCode: null, code: 'EMESSAGE' }, false, 'failed'],
    ['no answer before the text', { smtpCode: null, code: 'ETIMEDOUT' }, false, 'deferred'],
    ['no answer after the text', { smtpCode: null, code: 'ECONNECTION' }, true, 'uncertain'],
  ])('%s', (_what, error, dataBegun, meaning) => expect(meaningOf(error, dataBegun)).toBe(meaning))
})

describe('what became of each recipient', () => {
  const to = ['mia@x.example', 'sam@x.example', 'kim@x.example']
  const refused = [
    { address: 'sam@x.example', words: '550 5.1.1 no such user', smtpCode: 550 },
    { address: 'kim@x.example', words: '452 4.2.2 mailbox full', smtpCode: 452 },
  ]

  it('is told apart, with the reason in the server’s own words', () => {
    expect(endsOfSuccess(to, { reply: '250 ok', refused })).toEqual([
      { address: 'mia@x.example', state: 'sent', reason: null, reply: '250 ok' },
      {
        address: 'sam@x.example',
        state: 'failed',
        reason: 'no-such-address',
        reply: '550 5.1.1 no such user',
      },
      {
        address: 'kim@x.example',
        state: 'deferred',
        reason: 'mailbox-full',
        reply: '452 4.2.2 mailbox full',
      },
    ])
  })

  it('also when none was taken', () => {
    const errors = refused.map(({ address, words, smtpCode }) =>
      Object.assign(new Error(words), { recipient: address, response: words, responseCode: smtpCode }),
    )
    const error = failure('452 4.2.2 mailbox full', {
      ...{ responseCode: 452, command: 'RCPT TO', rejectedErrors: errors },
    })
    expect(endsOfFailure(to.slice(1), error, false, null).map(({ state }) => state)).toEqual([
      'failed',
      'deferred',
    ])
  })

  it.each([
    [
      '552 5.3.4 message too large',
      { responseCode: 552, command: 'MAIL FROM' },
      false,
      'failed',
      'too-large',
    ],
    ['554 5.7.1 it is spam', { responseCode: 554, command: 'DATA' }, true, 'failed', 'content-refused'],
    ['451 4.7.1 greylisted', { responseCode: 451, command: 'RCPT TO' }, false, 'deferred', 'out-of-reach'],
    ['Connection closed', { code: 'ECONNECTION', response: undefined }, true, 'uncertain', null],
    ['535 wrong', { responseCode: 535, code: 'EAUTH' }, false, 'deferred', null],
  ])('%s means the same for all', (words, details, dataBegun, state, reason) => {
    const error = failure(words, details)
    const ends = endsOfFailure(to, error, dataBegun, mailboxTrouble(error))
    expect(ends).toHaveLength(3)
    for (const end of ends) expect(end).toMatchObject({ state, reason })
  })

  it('put off until five days are over is failed, and says so', () => {
    const [mia, , kim] = giveUp(endsOfSuccess(to, { reply: '250 ok', refused }))
    expect(mia?.state).toBe('sent')
    expect(kim).toMatchObject({ state: 'failed', reply: expect.stringMatching(/Five days.*mailbox full/) })
  })
})

it('waits without end for its mailbox to be mended', () => {
  const begun = new Date('2026-11-01T00:00:00Z')
  const late = new Date('2026-12-01T00:00:00Z')
  expect(nextTry(99, begun, late)).toBeNull()
  expect(nextTry(99, begun, late, true)).toEqual(new Date('2026-12-01T04:00:00Z'))
})

it('is tried again at growing distances for five days, then given up', () => {
  const begun = new Date('2026-11-01T00:00:00Z')
  let now = begun
  let tries = 0
  for (let next = nextTry(++tries, begun, now); next; next = nextTry(++tries, begun, now)) {
    expect(next.getTime() - now.getTime()).toBeGreaterThan(0)
    expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(4 * 3_600_000)
    now = next
  }
  // The last try is due when the five days are over, so that nobody is told so before.
  expect((now.getTime() - begun.getTime()) / 3_600_000).toBe(120)
  expect(tries).toBeLessThan(50)
})
