import { describe, expect, it } from 'vitest'
import { isDaemon, readTextReport, tellsOfFailure } from './bounce-text.ts'

const nobody: Parameters<typeof readTextReport>[1] = { named: [], others: [], attached: '' }
const read = (text: string, more: Partial<typeof nobody> = {}) => readTextReport(text, { ...nobody, ...more })

describe('a report in words', () => {
  it.each([
    ['Mail delivery failed: returning message to sender', ''],
    ['Undelivered Mail Returned to Sender', ''],
    ['failure notice', ''],
    ['Unzustellbar: Ihre Anfrage', ''],
    ['', 'Votre message est non remis.'],
    ['', 'Доставка: письмо не доставлено'],
    ['', '次のあて先へのメッセージはエラーのため送信できませんでした。'],
    ['', 'The mail could not be delivered.'],
    ['', "We weren't able to: your message wasn't delivered."],
  ])('tells of a failure: %s %s', (subject, text) => expect(tellsOfFailure(subject, text)).toBe(true))

  it('is not any mail about sending', () => {
    expect(tellsOfFailure('Delivery address', 'Please send it to my office.')).toBe(false)
  })

  it('names each recipient with the words that follow, in the way of qmail', () => {
    const { failed } = read(
      [
        "I'm afraid I wasn't able to deliver your message to the following addresses.",
        '',
        '<one@shop.example>:',
        'Sorry, no mailbox here by that name. (#5.1.1)',
        '',
        '<two@shop.example>:',
        'Remote host said: 552 over quota',
      ].join('\n'),
    )
    expect(failed).toMatchObject([
      { address: 'one@shop.example', status: '5.1.1', words: expect.stringMatching(/no mailbox here/) },
      { address: 'two@shop.example', status: '', words: expect.stringMatching(/over quota/) },
    ])
  })

  it('in a transcript, a line with an answer is all that is said of its recipient', () => {
    const { failed } = read('554 <one@shop.example>... Mailbox full\n550 two.example... Host unknown')
    expect(failed.map(({ words }) => words)).toEqual(['554 <one@shop.example>... Mailbox full'])
  })

  it('ends where the returned mail begins, whose id it tells', () => {
    const mail = 'Received: from a\nMessage-ID: <c1.a.b@desk.example>\nTo: x@y.example\n\nSecret words'
    for (const mark of [
      '--- Below this line is a copy of the message.',
      '------ This is a copy of it ------',
      '',
    ]) {
      const found = read(`<one@shop.example>: user unknown\n${mark}\n${mail}`)
      expect(found.said).not.toContain('Secret')
      expect(found.originalIds).toEqual(['c1.a.b@desk.example'])
      expect(found.failed.map(({ address }) => address)).toEqual(['one@shop.example'])
    }
  })

  it('believes the header that names who failed, and never means its writer', () => {
    const text = 'Hello desk@desk.example, we could not reach a group.'
    expect(read(text, { named: ['g@lists.example'] }).failed).toMatchObject([{ address: 'g@lists.example' }])
    expect(read(text, { others: ['desk@desk.example'] }).failed).toEqual([])
  })

  it('that names nobody speaks of whom the returned mail was written to', () => {
    const attached = 'From: desk@desk.example\nTo: Bea <bea@shop.example>\n\nHi'
    expect(read('It was rejected.', { attached }).failed).toMatchObject([{ address: 'bea@shop.example' }])
  })

  it('looks after the line that announces recipients, not at the head of the mail above it', () => {
    const text =
      'Your message\n To: list@shop.example\ndid not reach the following recipient(s):\n\nbea@shop.example on Monday'
    expect(read(text).failed.map(({ address }) => address)).toEqual(['bea@shop.example'])
  })

  it('of any length is read in a moment', () => {
    const begun = performance.now()
    read(`${'a.'.repeat(200_000)}@`)
    read('<x@y.example>\n'.repeat(100_000))
    tellsOfFailure('delivery '.repeat(50_000), 'not '.repeat(100_000))
    expect(performance.now() - begun).toBeLessThan(1_000)
  })
})

it('mail systems write under names of their own', () => {
  for (const address of ['mailer-daemon@mx.example', 'postmaster@mx.example', 'mailer-daemon'])
    expect(isDaemon(address)).toBe(true)
  for (const address of ['ana@mx.example', 'postmasters@mx.example']) expect(isDaemon(address)).toBe(false)
})
