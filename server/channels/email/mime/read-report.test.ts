import { describe, expect, it } from 'vitest'
import { parseMail } from './parse.ts'

const read = (...lines: string[]) => parseMail(Buffer.from(lines.join('\r\n')))
const report = async (...lines: string[]) => (await read(...lines)).report

const parts = (text: string, ...others: [type: string, body: string][]) => [
  'From: MAILER-DAEMON@mx.example',
  'Subject: Undelivered Mail Returned to Sender',
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  text,
  ...others.flatMap(([type, body]) => ['--b', `Content-Type: ${type}`, '', body]),
  '--b--',
]
const status =
  'Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; gone@shop.example\r\nAction: failed'
const returned =
  'From: support@desk.example\r\nTo: gone@shop.example\r\nMessage-ID: <c1.a.b@desk.example>\r\n\r\nHi'

describe('a report written for machines', () => {
  it('names who failed and which mail it returns', async () => {
    const found = await report(
      ...parts(
        'It failed.',
        ['message/delivery-status', `${status}\r\nStatus: 5.1.1`],
        ['message/rfc822', returned],
      ),
    )
    expect(found).toMatchObject({ about: 'delivery', isStandard: true, originalIds: ['c1.a.b@desk.example'] })
    expect(found?.failed).toMatchObject([{ address: 'gone@shop.example', action: 'failed', status: '5.1.1' }])
  })

  it('takes the words it leaves out from those for people', async () => {
    const text = 'Your mail did not arrive:\r\n\r\n<gone@shop.example>: 552 mailbox is full'
    const found = await report(...parts(text, ['message/delivery-status', status]))
    expect(found?.failed).toMatchObject([
      { address: 'gone@shop.example', words: expect.stringMatching(/is full/) },
    ])
  })

  it('may stand in the text, and even in a mail whose parts cannot be told apart', async () => {
    const inText = await report(
      'From: postmaster@mx.example',
      'Subject: Undeliverable',
      '',
      'It failed.',
      '',
      status,
    )
    expect(inText?.failed).toMatchObject([{ address: 'gone@shop.example' }])
    const lines = parts('It failed.', ['message/delivery-status', status])
    const broken = await read(...lines.map((line) => line.replace('boundary=b', 'boundary=other')))
    expect(broken.report?.failed).toMatchObject([{ address: 'gone@shop.example' }])
    expect(broken.text).toContain('It failed.')
  })
})

describe('a complaint', () => {
  const feedback = 'Feedback-Type: abuse\r\nMessage-ID: <c1.a.b@desk.example>'
  it('is told by the part for machines (RFC 5965), and names the mail', async () => {
    const found = await report(...parts('Unwanted.', ['message/feedback-report', feedback]))
    expect(found).toMatchObject({ about: 'complaint', originalIds: ['c1.a.b@desk.example'], failed: [] })
  })

  it('is not a person who complains about a mail', async () => {
    expect(
      await report(
        'From: ana@shop.example',
        'Subject: Complaint about message from your colleague',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        '',
        'This is rude.',
        '--b',
        'Content-Type: message/rfc822',
        '',
        returned,
        '--b--',
      ),
    ).toBeNull()
  })
})

describe('no report is', () => {
  it.each([
    ['a question', 'Where is my order?'],
    ['a parcel that failed', 'Your delivery failed, nobody was at home. Write to depot@post.example.'],
    ['a person who could not reach a friend', 'I could not send the photo to bob@shop.example. Help!'],
  ])('%s', async (_what, text) => {
    expect(await report('From: ana@shop.example', 'Subject: Hello', '', text)).toBeNull()
  })
})
