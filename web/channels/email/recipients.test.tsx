import { expect, test } from 'vitest'
import type { MailRecipient, MailRecipients } from '../../../server/channels/email/contract.ts'
import { Problem } from '../../app/problem.ts'
import { render } from '../../app/testing/render.tsx'
import { minutesAgo } from '../../app/testing/samples.ts'
import { recipientsQuery } from './api.ts'
import Recipients from './recipients.tsx'

const one = (change: Partial<MailRecipient> = {}): MailRecipient => ({
  ...{ address: 'mia@home.example', isCopy: false, state: 'sent', reason: null, reply: '250 ok' },
  ...{ at: minutesAgo(5) },
  ...change,
})
const draw = (items: MailRecipient[], more: Partial<MailRecipients> = {}) =>
  render(<Recipients caseId={7} messageId={9} />, {
    known: [[recipientsQuery(7, 9).queryKey, { items, waiting: null, nextTryAt: null, ...more }]],
  })

test('whom it reached is one line without the words of any server', async () => {
  const page = await draw([one()])
  expect(page.one('list', 'Who it is for').text).toBe('mia@home.example their server has it 5 min. ago')
})

test.each([
  ['failed', 'no-such-address', 'refused: there is no such address', true],
  ['bounced', 'mailbox-full', 'came back: their mailbox is full', true],
  ['deferred', 'out-of-reach', 'not taken yet; we try again: out of reach for now', true],
  ['delayed', 'mailbox-full', 'their server still tries: their mailbox is full', true],
  ['uncertain', null, 'it may or may not have arrived', false],
  ['queued', null, 'on its way', true],
] as const)('%s is said plainly, with the reason', async (state, reason, words, saysReply) => {
  const page = await draw([one({ state, reason, reply: '550 5.1.1 what they said' })])
  expect(page.one('listitem').text).toContain(words)
  expect(page.text.includes('what they said')).toBe(saysReply)
})

test('a copy is called one, and everybody has a line of their own', async () => {
  const page = await draw([one(), one({ address: 'sam@home.example', isCopy: true, state: 'failed' })])
  expect(page.all('listitem').map(({ text }) => text.includes('copy'))).toEqual([false, true])
})

test.each([
  ['order', /arrive in order/],
  ['limit', /as many mails as it may/],
  ['mailbox', /Nothing is lost/],
] as const)('what waits (%s) says for what', async (waiting, words) => {
  expect((await draw([one({ state: 'queued' })], { waiting })).text).toMatch(words)
})

test('who was put off is tried again at a time that stands there', async () => {
  const page = await draw([one({ state: 'deferred' })], { nextTryAt: minutesAgo(-15) })
  expect(page.text).toMatch(/Next try in 1\d min/)
})

test('what could not be asked is said', async () => {
  const failed = [[recipientsQuery(7, 9).queryKey, new Problem(500, {})]] as const
  const page = await render(<Recipients caseId={7} messageId={9} />, { failed })
  expect(page.all('list')).toEqual([])
  expect(page.text).not.toBe('')
})
