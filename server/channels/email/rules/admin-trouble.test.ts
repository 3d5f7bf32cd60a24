import { describe, expect, it } from 'vitest'
import { HandOverError } from '../../../platform/mail-transport/smtp.ts'
import { troubleForAdmins } from './admin-trouble.ts'

const failure = (words: string, details: object, stage: 'connecting' | 'signing-in' | 'sender' = 'sender') =>
  new HandOverError(Object.assign(new Error(words), { response: words, ...details }), stage)

describe('what administrators read of it', () => {
  const server = { host: 'smtp.x.example', port: 587, security: 'starttls', user: 'help' } as const
  const said = (error: HandOverError, relay: typeof server | null = null) =>
    troubleForAdmins(error, server, relay)?.forAdmins ?? null

  it.each([
    ['535 5.7.8 no', { responseCode: 535, code: 'EAUTH' }, 'signing-in', /user help with this password/],
    ['connect ECONNREFUSED', { code: 'ESOCKET' }, 'connecting', /refuses connections on port 587/],
    ['no TLS', { code: 'ETLS', command: 'STARTTLS' }, 'connecting', /encryption does not fit/],
    ['550 5.7.1 not yours', { responseCode: 550 }, 'sender', /let it send.*550 5\.7\.1 not yours/],
  ] as const)(
    '%s: what happened, what to do, and the page where it is done',
    (words, details, stage, why) => {
      const error = failure(words, details, stage)
      expect(said(error)).toMatch(why)
      expect(said(error)).toContain('Settings, Mailboxes')
      expect(said(error, server)).toContain('SMTP_RELAY')
      expect(said(error, server)).not.toContain('Settings')
    },
  )

  it('is nothing when the trouble is one mail’s', () => {
    expect(said(failure('550 5.1.1 unknown', { responseCode: 550, command: 'RCPT TO' }))).toBeNull()
  })
})
