import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSeal } from '../../../platform/identity/seal.ts'
import { openCredentials, relayOf, sealCredentials, serverOf } from './mail-server.ts'
import { troubleWords } from './trouble.ts'

describe('the relay in the setting', () => {
  it.each([
    ['smtp://127.0.0.1:2526', { host: '127.0.0.1', port: 2526, security: 'none' }],
    ['smtp://localhost', { host: 'localhost', port: 25, security: 'none' }],
    ['smtp://[::1]:2526', { host: '::1', port: 2526, security: 'none' }],
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 25, security: 'starttls' }],
    ['smtps://mail.example.org', { host: 'mail.example.org', port: 465, security: 'tls' }],
    [
      'smtps://ada%40school.example:p%40ss%2Fword@mail.example.org:4650',
      {
        host: 'mail.example.org',
        port: 4650,
        security: 'tls',
        user: 'ada@school.example',
        password: 'p@ss/word',
      },
    ],
  ])('%s is read, and never sends a password in the clear over a network', (setting, server) => {
    expect(relayOf(setting)).toEqual({ user: '', password: '', ...server })
  })

  it('that is empty is none', () => {
    expect(relayOf(undefined)).toBeNull()
    expect(relayOf('')).toBeNull()
  })
})

describe('the passwords of a mailbox', () => {
  const seal = createSeal(randomBytes(32).toString('hex'))
  const imap = { host: 'imap.example.org', port: 993, security: 'tls', user: 'ada' }

  it('rest sealed and come back whole', () => {
    const sealed = sealCredentials(seal, { imap: 'canary-1', smtp: 'canary-2' })
    expect(sealed).not.toContain('canary')
    expect(openCredentials(seal, sealed)).toEqual({ imap: 'canary-1', smtp: 'canary-2' })
    const mailbox = { imap, smtp: null, credentialsSealed: sealed }
    expect(serverOf(seal, mailbox, 'imap')).toEqual({ ...imap, password: 'canary-1' })
    expect(serverOf(seal, mailbox, 'smtp')).toBeNull()
  })

  it('are empty where none were ever given', () => {
    expect(openCredentials(seal, null)).toEqual({ imap: '', smtp: '' })
  })

  it('cannot be read with another key, nor when a byte was changed', () => {
    const sealed = sealCredentials(seal, { imap: 'canary', smtp: '' })
    expect(() => openCredentials(createSeal(randomBytes(32).toString('hex')), sealed)).toThrow()
    const middle = Math.floor(sealed.length / 2)
    const changed = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1)
    expect(() => openCredentials(seal, changed)).toThrow()
  })

  it('of a server that is written wrongly in the database are not used', () => {
    const mailbox = { imap: { ...imap, security: 'maybe' }, smtp: null, credentialsSealed: null }
    expect(() => serverOf(seal, mailbox, 'imap')).toThrow()
  })
})

describe('what is wrong with an account, in words', () => {
  const server = { host: 'mail.example.org', port: 993, security: 'tls', user: 'ada' } as const
  const fault = (more: object, message = 'x') => Object.assign(new Error(message), more)

  it.each([
    [fault({ code: 'ENOTFOUND' }), 'no server named mail.example.org'],
    [fault({ code: 'ECONNREFUSED' }), 'refuses connections on port 993'],
    [fault({ code: 'ETIMEDOUT' }), 'does not answer on port 993'],
    [fault({ code: 'CERT_HAS_EXPIRED' }), 'certificate of mail.example.org'],
    [fault({}, 'self-signed certificate'), 'certificate of mail.example.org'],
    [fault({}, 'wrong version number'), 'encryption does not fit'],
    [fault({ serverResponseCode: 'AUTHENTICATIONFAILED' }), 'does not accept user ada'],
    [fault({ code: 'EAUTH', response: '535 5.7.8 no' }), 'does not accept user ada'],
    [fault({ responseText: "Mailbox doesn't exist" }), 'may not open the inbox'],
    [new Error('Command failed', { cause: fault({ code: 'ENOTFOUND' }) }), 'no server named'],
    [fault({ code: 'CERT_HAS_EXPIRED' }), 'has expired'],
    [fault({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'is not for mail.example.org'],
    [fault({ response: '534-5.7.9 Application-specific password required' }), 'an app password'],
    [fault({ responseText: 'LOGINDISABLED' }), 'takes no password for ada any more'],
    [fault({ responseText: 'Basic authentication is disabled.' }), 'Sign in with Google or Microsoft'],
    [fault({ responseText: 'the moon is full' }), 'The server said: the moon is full'],
    [fault({ response: '451 4.3.0 come back later' }), 'The server said: 451 4.3.0 come back later'],
    // What another kind of service answers is not repeated, and every such service gets the same words.
    [
      fault({ response: 'SSH-2.0-OpenSSH_9.2 canary' }, 'Invalid greeting. SSH-2.0 canary'),
      'does not speak as',
    ],
    [fault({ code: 'EPROTOCOL' }, 'HTTP/1.1 400 canary'), 'does not speak as'],
    ['a word', 'does not speak as'],
    [null, 'does not speak as'],
  ])('%o: %s', (error, words) => {
    expect(troubleWords(error, server)).toContain(words)
    expect(troubleWords(error, server)).not.toContain('canary')
  })

  it('of a chain of causes that goes round is still found, and never holds the password', () => {
    const error = fault({})
    Object.assign(error, { cause: error })
    expect(troubleWords(error, { ...server, password: 'canary' })).not.toContain('canary')
  })
})
