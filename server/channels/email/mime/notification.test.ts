import { expect, it } from 'vitest'
import { readNotification } from './notification.ts'

const bounce = {
  notificationType: 'Bounce',
  bounce: {
    bounceType: 'Permanent',
    bouncedRecipients: [
      { emailAddress: 'Gone@shop.example', status: '5.1.1', diagnosticCode: 'smtp; 550 no such user' },
    ],
  },
  mail: { commonHeaders: { messageId: '<c1.a.b@desk.example>' } },
}

it('a sending service tells by an object who was not reached', () => {
  expect(readNotification(JSON.stringify(bounce))).toMatchObject({
    about: 'delivery',
    failed: [{ address: 'gone@shop.example', action: 'failed', status: '5.1.1', words: '550 no such user' }],
    originalIds: ['c1.a.b@desk.example'],
  })
})

it('it may be wrapped, broken into lines and followed by words for people', () => {
  const wrapped = JSON.stringify({ Type: 'Notification', Message: JSON.stringify(bounce) })
  const broken = `${wrapped.slice(0, 90)}!\r\n ${wrapped.slice(90)}\r\n\r\n--\r\nTo stop this, click here.`
  expect(readNotification(broken)?.failed).toHaveLength(1)
})

it('it may tell of a complaint', () => {
  expect(readNotification('{"notificationType":"Complaint","mail":{}}')).toMatchObject({ about: 'complaint' })
})

it.each([['Hello'], ['{"notificationType":"Delivery"}'], ['{"a":1}'], ['{broken'], ['']])(
  '"%s" is no such thing',
  (text) => expect(readNotification(text)).toBeNull(),
)
