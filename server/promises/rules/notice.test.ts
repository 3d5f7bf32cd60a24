import { describe, expect, test } from 'vitest'
import { noticePromises } from './notice.ts'

const here = { now: new Date('2026-11-25T13:30:00Z'), timeZone: 'Europe/Berlin' }
const notice = (text: string) =>
  noticePromises(text, here).map(({ what, dueAt }) => [what, dueAt.toISOString()])

describe('what sounds like a promise in a reply', () => {
  test.each([
    [
      'Dear Ana,\n\nI will call you tomorrow by 10.\n\nMia',
      'I will call you tomorrow by 10.',
      '2026-11-26T09:00:00.000Z',
    ],
    [
      'Thanks! We’ll send the new phone by Friday. Bye',
      'We’ll send the new phone by Friday.',
      '2026-11-27T16:00:00.000Z',
    ],
    [
      'You will hear from me within 2 hours.',
      'You will hear from me within 2 hours.',
      '2026-11-25T15:30:00.000Z',
    ],
    [
      'Ich melde mich morgen bis 10 Uhr bei Ihnen.',
      'Ich melde mich morgen bis 10 Uhr bei Ihnen.',
      '2026-11-26T09:00:00.000Z',
    ],
    [
      'Bis Freitag schicken wir Ihnen das Gerät.',
      'Bis Freitag schicken wir Ihnen das Gerät.',
      '2026-11-27T16:00:00.000Z',
    ],
  ])('%j', (text, what, dueAt) => {
    expect(notice(text)).toEqual([[what, dueAt]])
  })

  test('is each of them, at most three', () => {
    const text =
      'I will call tomorrow at 9. I will write tomorrow at 10. I will check tomorrow at 11. I will send it tomorrow at 12.'
    expect(notice(text)).toHaveLength(3)
  })

  test.each([
    ['a question', 'Will I reach you tomorrow at 10?'],
    ['what the customer will do', 'Please call us tomorrow at 10.'],
    ['what has been done', 'I looked at it this morning.'],
    ['a refusal', 'I will not be here tomorrow at 10.'],
    ['a refusal in German', 'Ich werde morgen um 10 nicht da sein.'],
    ['no time', 'I will look into it.'],
    ['a time that has passed', 'I will be honest: yesterday we failed.'],
    ['nothing', ''],
  ])('is not %s', (_what, text) => {
    expect(notice(text)).toEqual([])
  })

  test('a very long reply is read in a moment', () => {
    const begun = performance.now()
    noticePromises('I will tomorrow. '.repeat(20_000), here)
    expect(performance.now() - begun).toBeLessThan(1_500)
  })
})
