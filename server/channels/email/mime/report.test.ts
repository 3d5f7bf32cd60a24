import { describe, expect, it } from 'vitest'
import { failedRecipients, messageIds, returnedIds } from './report.ts'

const status = (...lines: string[]) => failedRecipients(lines.join('\r\n'))
const head = ['Reporting-MTA: dns; mx.example.org', 'Arrival-Date: Mon, 2 Nov 2026 10:00:00 +0000', '']

describe('a report of delivery', () => {
  it('names each recipient with what was done and why', () => {
    expect(
      status(
        ...head,
        'Final-Recipient: rfc822; Gone@Customer.example',
        'Action: failed',
        'Status: 5.1.1 (user unknown)',
        'Diagnostic-Code: smtp; 550 5.1.1 no such user here',
        '',
        'Original-Recipient: rfc822;<slow@customer.example>',
        'Action: Delayed',
        'Status: 4.4.7',
      ),
    ).toEqual([
      {
        address: 'gone@customer.example',
        action: 'failed',
        status: '5.1.1',
        words: '550 5.1.1 no such user here',
      },
      { address: 'slow@customer.example', action: 'delayed', status: '4.4.7', words: '' },
    ])
  })

  it('may break its long lines, and write a field twice: the first counts', () => {
    const [found] = status(
      ...head,
      'Final-Recipient: rfc822;',
      ' gone@customer.example',
      'Status: 5.2.2',
      'Status: 2.0.0',
      'Diagnostic-Code: smtp; 552 mailbox',
      '\tis full',
    )
    expect(found).toMatchObject({
      address: 'gone@customer.example',
      status: '5.2.2',
      words: '552 mailbox is full',
    })
  })

  it('prefers the final recipient to the one that was written to', () => {
    const [found] = status('Final-Recipient: rfc822; b@x.example', 'Original-Recipient: rfc822; a@x.example')
    expect(found?.address).toBe('b@x.example')
  })

  it('that names nobody, or is no report, is no failure', () => {
    expect(status(...head)).toEqual([])
    expect(status('Action: failed', 'Status: 5.0.0')).toEqual([])
    expect(failedRecipients('')).toEqual([])
    expect(failedRecipients('\0\0\0')).toEqual([])
  })

  it('of a thousand recipients tells the first hundred', () => {
    const blocks = Array.from({ length: 1_000 }, (_, n) => `Final-Recipient: rfc822; p${n}@x.example\n`)
    const found = failedRecipients(blocks.join('\n'))
    expect(found).toHaveLength(100)
    expect(found.at(-1)?.address).toBe('p99@x.example')
  })

  it('with a status that is none has none, and words are cut to 500 signs', () => {
    const [found] = status(
      'Final-Recipient: rfc822; a@x.example',
      'Status: soon',
      `Diagnostic-Code: smtp; ${'x'.repeat(2_000)}`,
    )
    expect(found?.status).toBe('')
    expect(found?.words).toHaveLength(500)
  })
})

describe('ids', () => {
  it('are what stands between angle brackets, in order', () => {
    expect(messageIds('<a@x.example> (from\r\n Ada) <b@x.example>')).toEqual(['a@x.example', 'b@x.example'])
    expect(messageIds('a@x.example')).toEqual([])
    expect(messageIds('<>')).toEqual([])
    expect(messageIds('<<a@x.example>>')).toEqual(['a@x.example'])
    expect(messageIds(`<${'x'.repeat(999)}>`)).toEqual([])
  })

  it('of a returned mail are those of its own header, folded or not, whatever its text says', () => {
    expect(returnedIds('Subject: Re\r\nMessage-ID:\r\n <a@desk.example>\r\n\r\nHi')).toEqual([
      'a@desk.example',
    ])
    expect(returnedIds('message-id: <a@desk.example>')).toEqual(['a@desk.example'])
    expect(returnedIds('X-Message-ID: <a@desk.example>')).toEqual([])
    expect(returnedIds('')).toEqual([])
  })
})
