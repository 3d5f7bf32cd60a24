import { expect, it } from 'vitest'
import { deliveryKey } from './delivery-key.ts'

const mail = (headers: string[], body = 'Hello\r\n') => Buffer.from([...headers, '', body].join('\r\n'))
const key = (target: string, bytes: Buffer) => deliveryKey(target, bytes).toString('hex')

const base = ['Message-ID: <a@b>', 'Date: Sun, 1 Nov 2026 10:00:00 +0000', 'Subject: x']

it('is the same for a mail that came twice by different ways', () => {
  const again = mail(['Received: from elsewhere', 'Delivered-To: help@x', ...base])
  expect(key('mailbox:1', again)).toBe(key('mailbox:1', mail(base)))
})

it.each([
  ['another mailbox', 'mailbox:2', mail(base)],
  ['another Message-ID', 'mailbox:1', mail(['Message-ID: <c@b>', ...base.slice(1)])],
  ['another body', 'mailbox:1', mail(base, 'Hello again\r\n')],
  ['another date', 'mailbox:1', mail(['Message-ID: <a@b>', 'Date: Sun, 1 Nov 2026 11:00:00 +0000'])],
])('differs for %s', (_what, target, bytes) => {
  expect(key(target, bytes)).not.toBe(key('mailbox:1', mail(base)))
})

it('compares all bytes of a mail without a Message-ID', () => {
  const one = mail(['Subject: x'])
  expect(key('t', one)).toBe(key('t', Buffer.from(one)))
  expect(key('t', one)).not.toBe(key('t', mail(['Subject: y'])))
  expect(key('t', Buffer.from(''))).not.toBe(key('t', Buffer.from('\0')))
})

it('takes no time for a mail that is one endless header', () => {
  const begun = performance.now()
  deliveryKey('t', Buffer.from(`Message-ID:${' \r\n\t'.repeat(1_000_000)}`))
  expect(performance.now() - begun).toBeLessThan(500)
})
