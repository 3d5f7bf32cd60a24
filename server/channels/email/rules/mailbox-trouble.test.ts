import { describe, expect, it } from 'vitest'
import { HandOverError } from '../../../platform/mail-transport/smtp.ts'
import { mailboxTrouble } from './mailbox-trouble.ts'

const failure = (words: string, details: object, stage: 'connecting' | 'signing-in' | 'sender' = 'sender') =>
  new HandOverError(Object.assign(new Error(words), { response: words, ...details }), stage)

describe('what keeps the mailbox from sending, so that no mail fails for it', () => {
  it.each([
    ['a wrong password', '535 5.7.8 no', { responseCode: 535, code: 'EAUTH' }, 'signing-in', /sign-in/],
    ['a sign-in put off', '454 later', { responseCode: 454, code: 'EAUTH' }, 'signing-in', /sign-in/],
    ['a sign-in asked for at the mail', '530 5.7.0 sign in', { responseCode: 530 }, 'sender', /sign-in/],
    ['no protected connection', 'no TLS', { code: 'ETLS', command: 'STARTTLS' }, 'connecting', /protected/],
    ['a closed door', '554 no service here', { responseCode: 554 }, 'connecting', /does not talk/],
    ['a sender that may not send', '550 5.7.1 not yours', { responseCode: 550 }, 'sender', /let it send/],
  ] as const)('%s', (_what, words, details, stage, said) =>
    expect(mailboxTrouble(failure(words, details, stage))).toMatchObject({
      words: expect.stringMatching(said),
      isHeld: true,
    }),
  )

  it.each([
    ['a server that is away', 'connect ECONNREFUSED', { code: 'ESOCKET' }],
    ['a name that is not found', 'getaddrinfo ENOTFOUND', { code: 'EDNS' }],
    ['a server that is busy', '421 too busy', { responseCode: 421 }],
    ['a server that says nothing', 'Greeting never received', { code: 'ETIMEDOUT' }],
  ])('passes, but is told: %s', (_what, words, details) =>
    expect(mailboxTrouble(failure(words, details, 'connecting'))).toMatchObject({
      words: expect.stringContaining(words),
      isHeld: false,
    }),
  )

  it.each([
    ['a sender put off', '451 try later', { responseCode: 451 }, 'sender'],
    ['a mail that is too large', '552 5.3.4 too large', { responseCode: 552 }, 'sender'],
    ['a recipient', '550 5.1.1 unknown', { responseCode: 550, command: 'RCPT TO' }, 'sender'],
    ['the text', '554 5.7.1 spam', { responseCode: 554, command: 'DATA' }, 'sender'],
  ] as const)('not: %s', (_what, words, details, stage) =>
    expect(mailboxTrouble(failure(words, details, stage))).toBeNull(),
  )
})
