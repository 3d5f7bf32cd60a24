import { describe, expect, test } from 'vitest'
import { afterGiving, afterReceiving, afterReturning, afterSplitting, type Stand } from './regrouping.ts'

const nine = new Date('2026-03-02T09:00:00Z')
const ten = new Date('2026-03-02T10:00:00Z')
const stand = (state: Stand['state'], customerWaitingSince: Date | null = null): Stand => ({
  state,
  closeReason: state === 'closed-without-solution' ? 'duplicate' : null,
  customerWaitingSince,
})

describe('a case that receives contacts', () => {
  test('keeps the time of whoever waited longest', () => {
    expect(afterReceiving(stand('open', ten), nine).customerWaitingSince).toBe(nine)
    expect(afterReceiving(stand('open', nine), ten).customerWaitingSince).toBe(nine)
    expect(afterReceiving(stand('open'), ten).customerWaitingSince).toBe(ten)
  })

  test.each(['waiting-for-customer', 'solved', 'unconfirmed', 'closed-without-solution'] as const)(
    'wakes from %s when somebody in them waits',
    (state) => expect(afterReceiving(stand(state), nine)).toEqual(stand('open', nine)),
  )

  test('stays as it is when nobody in them waits', () => {
    expect(afterReceiving(stand('solved'), null)).toEqual(stand('solved'))
    expect(afterReceiving(stand('open', nine), null)).toEqual(stand('open', nine))
  })
})

describe('a case that gives contacts away', () => {
  test('goes on waiting from the first unanswered word that is left', () => {
    expect(afterGiving(stand('open', nine), ten)).toEqual(stand('open', ten))
    expect(afterGiving(stand('open', nine), null)).toEqual(stand('open'))
  })

  test('never begins to wait by that', () => {
    expect(afterGiving(stand('solved'), nine)).toEqual(stand('solved'))
  })
})

describe('a case whose received contacts go back', () => {
  test('rests again when nothing else woke it', () => {
    expect(afterReturning(stand('open', nine), stand('solved'), null)).toEqual(stand('solved'))
  })

  test('stays awake when its own customer spoke since', () => {
    expect(afterReturning(stand('open', nine), stand('solved'), ten)).toEqual(stand('open', ten))
  })

  test('stays as it became since when it was answered', () => {
    const now = stand('waiting-for-customer')
    expect(afterReturning(now, stand('open', nine), null)).toEqual(now)
  })
})

test('a case that was split off is under way and never solved', () => {
  expect(afterSplitting(stand('solved'), false, null)).toEqual(stand('open'))
  expect(afterSplitting(stand('new', nine), true, nine)).toEqual(stand('new', nine))
  expect(afterSplitting(stand('waiting-for-customer'), false, nine)).toEqual(stand('open'))
})
