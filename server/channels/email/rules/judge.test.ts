import { describe, expect, it } from 'vitest'
import { createSeal } from '../../../platform/identity/seal.ts'
import type { Mail, MailReport } from '../mime/mail.ts'
import { judge } from './judge.ts'
import { bareSubject, needOf, waitingSince } from './subject.ts'
import { newMessageId } from './token.ts'

const seal = createSeal('a secret of this test, long enough for a key')
const facts = { mailFrom: 'ana@customer.example', ownAddresses: new Set(['support@desk.test']), seal }
const mail = (details: Partial<Mail> = {}): Mail => ({
  messageId: 'a@b',
  forwarded: null,
  inReplyTo: [],
  references: [],
  from: [{ name: 'Ana', address: 'ana@customer.example' }],
  sender: null,
  replyTo: [],
  to: [],
  cc: [],
  subject: 'Hello',
  sentAt: null,
  signals: {},
  hops: 2,
  authentication: [],
  text: '',
  quoted: '',
  signature: '',
  html: null,
  language: null,
  labels: [],
  parts: [],
  report: null,
  ...details,
})
const failed = [{ address: 'x@y', action: 'failed', status: '5.1.1', words: '' }]
const told = (details: Partial<MailReport> = {}): MailReport => ({
  about: 'delivery',
  isStandard: true,
  failed,
  originalIds: [],
  said: '',
  ...details,
})
const daemon = { name: '', address: 'mailer-daemon@mx.example' }

describe('what kind of mail it is', () => {
  it.each<[string, Partial<Mail>, Partial<typeof facts>, object]>([
    ['a person', {}, {}, { kind: 'contact', automatic: 'no' }],
    ['"no" of RFC 3834', { signals: { 'auto-submitted': 'No' } }, {}, { kind: 'contact', automatic: 'no' }],
    ['a vacation', { signals: { 'auto-submitted': 'auto-replied (vacation)' } }, {}, { automatic: 'reply' }],
    ['a vacation of old', { signals: { precedence: 'auto_reply' } }, {}, { automatic: 'reply' }],
    [
      'a vacation by Exchange',
      { signals: { 'auto-submitted': 'auto-generated' }, subject: 'Automatic reply: x' },
      {},
      { automatic: 'reply' },
    ],
    ['a list', { signals: { 'list-id': '<l.example>' } }, {}, { automatic: 'yes' }],
    ['bulk', { signals: { precedence: 'bulk' } }, {}, { automatic: 'yes' }],
    ['no return path', {}, { mailFrom: '' }, { automatic: 'yes' }],
    ['a report', { report: told() }, {}, { kind: 'bounce', otherwise: null }],
    [
      'a report in words by a daemon',
      { report: told({ isStandard: false }), from: [daemon] },
      {},
      { otherwise: null },
    ],
    [
      'a report in words that nobody sent',
      { report: told({ isStandard: false }) },
      { mailFrom: '' },
      { kind: 'bounce', otherwise: null },
    ],
    [
      'a person who passes a report on',
      { report: told({ isStandard: false }) },
      {},
      { kind: 'bounce', otherwise: { kind: 'contact', automatic: 'no' } },
    ],
    ['a complaint', { report: told({ about: 'complaint' }) }, {}, { kind: 'complaint' }],
    ['a daemon', { from: [daemon] }, {}, { kind: 'bounce' }],
    ['our own mail', { messageId: newMessageId(seal, 7, 'desk.test') }, {}, { kind: 'ignore' }],
    [
      'a machine at our own address',
      { from: [{ name: '', address: 'support@desk.test' }], signals: { 'auto-submitted': 'auto-generated' } },
      {},
      { kind: 'ignore' },
    ],
    ['a loop over many servers', { hops: 101 }, {}, { kind: 'quarantine' }],
    ['nobody', { from: [] }, {}, { kind: 'quarantine' }],
  ])('%s', (_what, details, more, verdict) => {
    expect(judge(mail(details), { ...facts, ...more })).toMatchObject(verdict)
  })
})

describe('what a case is about', () => {
  it.each([
    ['Re: AW: Fwd: My phone', 'My phone'],
    ['RE[2]: My phone', 'My phone'],
    ['[EXT] Re: My phone', 'My phone'],
    ['Regarding my phone', 'Regarding my phone'],
    ['Re:', ''],
  ])('%s', (subject, bare) => expect(bareSubject(subject)).toBe(bare))

  it('is its first words when it has no subject', () => {
    expect(needOf(mail({ subject: 'Re: ', text: '\n\nMy phone is silent.\nBye' }))).toBe(
      'My phone is silent.',
    )
    expect(needOf(mail({ subject: '', text: '' }))).toBe('(no subject)')
    expect(needOf(mail({ subject: `${'x'.repeat(299)}😀` }))).toBe('x'.repeat(299))
  })
})

it('its writer waits from when it was written, unless that cannot be true', () => {
  const now = new Date('2026-11-10T10:00:00Z')
  const since = (sentAt: string | null) => waitingSince(mail({ sentAt }), now).toISOString()
  expect(since('2026-11-10T08:00:00.000Z')).toBe('2026-11-10T08:00:00.000Z')
  for (const impossible of ['2027-01-01T00:00:00.000Z', '1999-01-01T00:00:00.000Z', null])
    expect(since(impossible)).toBe(now.toISOString())
})
