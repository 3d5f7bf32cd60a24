import { lazy } from 'react'
import { expect, test } from 'vitest'
import { render } from '../../app/testing/render.tsx'
import { caseOf, messageOf, minutesAgo } from '../../app/testing/samples.ts'
import { CasePartsContext, noParts } from '../parts.ts'
import { Delivery } from './delivery.tsx'

const draw = (change: Parameters<typeof messageOf>[0]) =>
  render(<Delivery message={messageOf({ authorKind: 'staff', ...change })} found={caseOf()} />)

test.each([
  ['held', 'Leaves in a moment'],
  ['queued', 'On its way'],
  ['sent', 'Sent'],
  ['deferred', 'Delayed; it is still being tried'],
  ['bounced', 'Came back: it did not reach the customer'],
  ['failed', 'Could not be sent'],
  ['uncertain', 'Not certain that it arrived'],
  ['taken-back', 'Taken back'],
] as const)('a reply that is %s says: %s', async (delivery, words) => {
  const page = await draw({ delivery })
  expect(page.text.replace('Send it again', '').trim()).toBe(words)
})

test.each(['held', 'queued', 'sent', 'deferred', 'bounced', 'taken-back'] as const)(
  'a reply that is %s cannot be sent again',
  async (delivery) => expect((await draw({ delivery })).all('button')).toEqual([]),
)

test.each(['failed', 'uncertain'] as const)(
  'a reply that is %s can be sent again by a click',
  async (delivery) => {
    expect((await draw({ delivery })).one('button').name).toBe('Send it again')
  },
)

test('but not by somebody who may not reply', async () => {
  const found = { ...caseOf(), may: { ...caseOf().may, reply: false } }
  const message = messageOf({ authorKind: 'staff', delivery: 'failed' })
  expect((await render(<Delivery message={message} found={found} />)).all('button')).toEqual([])
})

test.each([
  ['mailbox-full', /mailbox is full. Send it again later/],
  ['sender-refused', /refuses mail from ours/],
  ['unknown', /did not say why/],
] as const)(
  'a reply that came back for now (%s) says why and can be sent again',
  async (deliveryReason, words) => {
    const page = await draw({ delivery: 'bounced', deliveryReason })
    expect(page.text).toMatch(words)
    expect(page.one('button').name).toBe('Send it again')
  },
)

test.each([
  ['no-such-address', /There is no such address/],
  ['no-such-domain', /behind the @ does not exist/],
] as const)(
  'a reply to where nobody is (%s) says so and offers no second try',
  async (deliveryReason, words) => {
    const page = await draw({ delivery: 'bounced', deliveryReason })
    expect(page.text).toMatch(words)
    expect(page.all('button')).toEqual([])
  },
)

test.each(['failed', 'bounced'] as const)(
  'a reply that was %s because nobody is there offers no second try',
  async (delivery) => {
    const page = await draw({ delivery, deliveryReason: 'no-such-address' })
    expect(page.all('button')).toEqual([])
  },
)

test('the word on a mail opens what became of each it was for, closed at first', async () => {
  const Recipients = lazy(async () => ({ default: () => <p>To each</p> }))
  const open = (change: Parameters<typeof messageOf>[0]) =>
    render(
      <CasePartsContext value={{ ...noParts, Recipients }}>
        <Delivery
          message={messageOf({ authorKind: 'staff', delivery: 'sent', ...change })}
          found={caseOf()}
        />
      </CasePartsContext>,
    )
  const page = await open({})
  expect(page.one('button', 'Sent').attributes['aria-expanded']).toBe('false')
  expect(page.text).toBe('Sent')
  for (const other of [{ channel: 'chat' }, { delivery: 'held' }, { delivery: 'taken-back' }] as const)
    expect((await open(other)).all('button')).toEqual([])
})

test('what the other server said stands beside it', async () => {
  const page = await draw({ delivery: 'bounced', deliveryDetail: '550 no such mailbox' })
  expect(page.text).toBe('Came back: it did not reach the customer 550 no such mailbox')
})

test('a reply that is still here can be taken back', async () => {
  const page = await draw({ delivery: 'held', undoUntil: minutesAgo(-1) })
  expect(page.one('button').name).toBe('Take it back')
})

test('the offer ends with its time', async () => {
  expect((await draw({ delivery: 'held', undoUntil: minutesAgo(1) })).all('button')).toEqual([])
})

test('what has left cannot be taken back, whatever the clock says', async () => {
  expect((await draw({ delivery: 'queued', undoUntil: minutesAgo(-1) })).all('button')).toEqual([])
})

test('without a delivery there is nothing to say', async () => {
  expect((await draw({ delivery: null })).text).toBe('')
})
