import { expect, test } from 'vitest'
import type { MailSide } from '../../../server/channels/email/contract.ts'
import { render } from '../../app/testing/render.tsx'
import { caseOf, messageOf } from '../../app/testing/samples.ts'
import { mailSidesQuery } from './api.ts'
import MailSideLines from './mail-side.tsx'

const side = (change: Partial<MailSide> = {}): MailSide => ({
  ...{ messageId: messageOf().id, from: 'ana@shop.example', sender: null, replyTo: [], copies: [] },
  forwardedBy: null,
  ...change,
})
const draw = async (...items: MailSide[]) =>
  (
    await render(<MailSideLines found={caseOf()} message={messageOf()} />, {
      known: [[mailSidesQuery(7).queryKey, { items }]],
    })
  ).text

test.each([
  ['signed', 'Signed by shop.example'],
  ['sent', 'Sent by a server of shop.example'],
  ['sealed', 'Passed on and vouched for by shop.example'],
  ['unconfirmed', 'The sender’s server could not be confirmed'],
  ['failed', 'Says it is from shop.example, but failed that domain’s own rule: take care.'],
] as const)('a sender that is %s reads: %s', async (standing, words) => {
  expect(await draw(side({ sender: { standing, domain: 'shop.example' } }))).toBe(words)
})

test('a mail that a colleague passed on says by whom', async () => {
  expect(await draw(side({ forwardedBy: 'ben@desk.example' }))).toBe('Forwarded by ben@desk.example')
})

test('nobody checked: nothing is said, and nothing of another mail', async () => {
  expect(await draw(side())).toBe('')
  const sender = { standing: 'failed', domain: 'x.example' } as const
  expect(await draw(side({ messageId: 99, sender }))).toBe('')
})

test('an address for answers never hides who wrote', async () => {
  expect(await draw(side({ replyTo: ['eve@else.example'] }))).toBe(
    'Written by ana@shop.example, who wants the answer at eve@else.example',
  )
})

test('who else reads along is named', async () => {
  expect(await draw(side({ copies: ['ben@shop.example', 'cas@shop.example'] }))).toBe(
    'Also to ben@shop.example, cas@shop.example',
  )
})
