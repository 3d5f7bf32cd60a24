import { describe, expect, it } from 'vitest'
import { outboxStateOf, type RecipientEnd, type RecipientState, summaryOf } from './recipients.ts'

const end = (state: RecipientState, more: Partial<RecipientEnd> = {}): RecipientEnd => ({
  ...{ address: `${state}@x.example`, state, reason: null, reply: `says ${state}` },
  ...more,
})

describe('a mail as a whole', () => {
  it.each([
    [['sent', 'deferred', 'failed'], 'deferred'],
    [['sent', 'queued'], 'queued'],
    [['sent', 'uncertain'], 'uncertain'],
    [['failed', 'delayed'], 'sent'],
    [['failed', 'bounced'], 'failed'],
  ] as const)('with %j is %s in the outbox', (states, state) =>
    expect(outboxStateOf(states.map((each) => end(each)))).toBe(state),
  )

  it.each([
    [['sent'], { delivery: 'sent', detail: null }],
    [['sent', 'queued'], { delivery: 'queued', detail: null }],
    [['failed'], { delivery: 'failed', detail: 'says failed' }],
    [['bounced'], { delivery: 'bounced', detail: 'says bounced' }],
    [['deferred'], { delivery: 'deferred', detail: 'says deferred' }],
    [['delayed'], { delivery: 'deferred', detail: 'says delayed' }],
    [['uncertain', 'sent'], { delivery: 'uncertain', detail: 'says uncertain' }],
    [['sent', 'deferred'], { delivery: 'deferred', detail: 'deferred@x.example: says deferred' }],
    [
      ['sent', 'failed', 'deferred'],
      { delivery: 'bounced', detail: 'Not everybody got it.\nfailed@x.example: says failed' },
    ],
  ] as const)('with %j tells what a person should look at first', (states, said) =>
    expect(summaryOf(states.map((each) => end(each)))).toMatchObject(said),
  )

  it('names the reason that no second try can mend, when there is one', () => {
    const full = end('failed', { reason: 'mailbox-full' })
    expect(summaryOf([full]).reason).toBe('mailbox-full')
    expect(summaryOf([full, end('bounced', { reason: 'no-such-address' })]).reason).toBe('no-such-address')
  })
})
