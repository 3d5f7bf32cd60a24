import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { RawSmtp } from '../harness/raw-smtp.ts'

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk()
})

/** Delivers bytes as they stand; lines joined by CR LF. */
const drop = async (lines: readonly string[], from = 'ana@customer.example'): Promise<void> => {
  const client = await RawSmtp.open(desk.smtpPort)
  await client.begin(from, 'support@desk.test')
  client.write(Buffer.from(`${lines.join('\r\n')}\r\n.\r\n`))
  expect(await client.answer()).toMatch(/^250/)
  client.close()
  await desk.settled()
}
const newestRaw = () =>
  desk.platform.db.selectFrom('raw_mails').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()

describe('a mail that nobody can place is kept, shown and can be tried again', () => {
  it.each([
    ['no sender', ['Subject: who am I', '', 'Hello'], /names no sender/],
    ['an empty sender', ['From: ', 'Subject: who am I', '', 'Hello'], /names no sender/],
    ['two senders', ['From: a@x.example', 'From: b@y.example', '', 'Hello'], /several senders/],
    ['two senders in a line', ['From: a@x.example, b@y.example', '', 'Hello'], /several senders/],
    [
      'headers without end',
      Array.from({ length: 40_000 }, (_, n) => `X-Filler-${n}: ${'y'.repeat(40)}`),
      /could not be read/,
    ],
  ])(
    '%s',
    async (_what, lines, reason) => {
      const before = (await desk.cases()).length
      await drop(lines)
      const [kept] = await desk.kept()
      expect(kept?.reason).toMatch(reason)
      expect(await desk.cases()).toHaveLength(before)
      const raw = await desk.admin.get(`/kept-mails/${kept?.id}/raw`)
      expect(raw.headers['content-disposition']).toMatch(/^attachment/)
      expect(raw.text).toBe(`${lines.join('\r\n')}\r\n`)
      expect((await desk.admin.post(`/kept-mails/${kept?.id}/retry`)).status).toBe(200)
      await desk.settled()
      expect((await desk.kept())[0]).toMatchObject({ id: kept?.id, state: 'quarantined' })
    },
    60_000,
  )

  it('cannot be tried again once it has its place', async () => {
    await drop(['From: ana@customer.example', 'Subject: fine', '', 'Hello'])
    const { id } = await newestRaw()
    const answer = await desk.admin.post(`/kept-mails/${id}/retry`)
    expect(answer.body).toMatchObject({ code: 'email.not-quarantined' })
  })
})

describe('mail from machines', () => {
  const vacation = [
    'From: ana@customer.example',
    'Subject: Out of office',
    'Auto-Submitted: auto-replied',
    '',
    'Away',
  ]
  it('that answers none of our cases opens none', async () => {
    const before = (await desk.cases()).length
    await drop(vacation)
    expect(await desk.cases()).toHaveLength(before)
    expect(await newestRaw()).toMatchObject({
      state: 'ignored',
      reason: expect.stringMatching(/automatic reply/),
    })
  })

  it('that says something of its own is a case, and is marked as automatic', async () => {
    await drop([
      'From: alarm@customer.example',
      'Subject: Disk full',
      'Auto-Submitted: auto-generated',
      '',
      'Help',
    ])
    const found = (await desk.cases()).at(-1)
    expect(found?.need).toBe('Disk full')
    expect((await desk.messages(found?.id ?? 0))[0]?.kind).toBe('automatic')
  })

  it('that reports on a mail we never sent opens no case', async () => {
    const before = (await desk.cases()).length
    const report = [
      'From: MAILER-DAEMON@mx.example',
      'Subject: Undelivered',
      'Content-Type: multipart/report; boundary=b',
    ]
    const parts = [
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Final-Recipient: rfc822; x@y.example',
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b--',
    ]
    await drop([...report, ...parts], '')
    expect(await desk.cases()).toHaveLength(before)
    expect(await newestRaw()).toMatchObject({
      state: 'ignored',
      reason: expect.stringMatching(/did not send/),
    })
  })
})

describe('a report about a mail of ours', () => {
  let caseId: number
  let messageId: number
  let ours: string
  beforeAll(async () => {
    await desk.deliver({ from: 'bea@customer.example', to: desk.address, subject: 'reports', text: 'Hello' })
    await desk.settled()
    caseId = (await desk.cases()).at(-1)?.id ?? 0
    const before = desk.sink.mails.length
    messageId = (await desk.reply(caseId, 'Here you are.')).messageId
    await vi.waitFor(async () => expect((await message())?.delivery).toBe('sent'), { timeout: 8_000 })
    expect(desk.sink.mails.length).toBeGreaterThan(before)
    ours = desk.sink.mails.at(-1)?.mail.messageId ?? ''
  })
  const message = async () => (await desk.messages(caseId)).find(({ id }) => id === messageId)
  const inWords = [
    'Subject: failure notice',
    '',
    'I could not deliver your message to the following address.',
    '',
    '<bea@customer.example>:',
    'Remote host said: 552 5.2.2 mailbox is full',
    '',
    '--- Below this line is a copy of the message.',
    '',
  ]

  it('told on by a person is that person’s mail, and marks nothing', async () => {
    const before = (await desk.cases()).length
    await drop(['From: carl@elsewhere.example', ...inWords, `Message-ID: ${ours}`], 'carl@elsewhere.example')
    expect(await desk.cases()).toHaveLength(before + 1)
    expect(await message()).toMatchObject({ delivery: 'sent', deliveryReason: null })
  })

  it('as a complaint is shown on its case, which nobody is told to answer', async () => {
    const [before, mails] = [(await desk.cases()).length, desk.sink.mails.length]
    const feedback = ['--b', 'Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', '']
    const copy = ['--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${ours}`, '--b--']
    const head = [
      'From: fbl@provider.example',
      'Subject: Feedback',
      'Content-Type: multipart/report; boundary=b',
      '',
    ]
    await drop([...head, ...feedback, ...copy], 'fbl@provider.example')
    expect(await desk.cases()).toHaveLength(before)
    expect((await desk.messages(caseId)).at(-1)).toMatchObject({ kind: 'automatic' })
    expect(desk.sink.mails).toHaveLength(mails)
    await drop([...head, ...feedback, '--b--'], 'fbl@provider.example')
    expect(await newestRaw()).toMatchObject({ state: 'ignored', reason: expect.stringMatching(/complains/) })
  })

  it('in the words of a machine marks the message with the reason, and answers nobody', async () => {
    const [before, mails] = [(await desk.cases()).length, desk.sink.mails.length]
    await drop(['From: MAILER-DAEMON@mx.example', ...inWords, `Message-ID: ${ours}`], '')
    expect(await message()).toMatchObject({ delivery: 'bounced', deliveryReason: 'mailbox-full' })
    expect(await desk.cases()).toHaveLength(before)
    expect(desk.sink.mails).toHaveLength(mails)
  })
})

describe('what a mail is besides its words', () => {
  const shown = async (need: string) => {
    const found = (await desk.cases()).find((each) => each.need === need)
    const { body } = await desk.admin.get(`/cases/${found?.id}/conversation`)
    return (body as { items: { type: string }[] }).items.filter(({ type }) => type === 'message')
  }

  it('is said on its message, and a plain mail has nothing of it', async () => {
    const head = [
      'From: ana@customer.example',
      'Subject: Signed',
      'Content-Type: multipart/signed; boundary=b',
      '',
    ]
    const parts = [
      '--b',
      '',
      'Please change my address.',
      '--b',
      'Content-Type: application/pgp-signature',
      '',
    ]
    await drop([...head, ...parts, 'no signature at all', '--b--'])
    expect(await shown('Signed')).toMatchObject([
      { text: 'Please change my address.', labels: ['pgp-signed'], attachments: [] },
    ])
    await drop(['From: ana@customer.example', 'Subject: Plain', '', 'Hello'])
    expect(await shown('Plain')).toMatchObject([{ text: 'Hello', labels: [] }])
  })
})

describe('our own mail that comes back', () => {
  it('is not a new case, so no loop begins', async () => {
    await desk.deliver({ from: 'loop@customer.example', to: desk.address, subject: 'loop', text: 'Hello' })
    await desk.settled()
    const found = (await desk.cases()).at(-1)
    await desk.reply(found?.id ?? 0, 'Here you are.')
    await expect.poll(() => desk.sink.mails.length, { timeout: 8_000 }).toBeGreaterThan(0)
    const before = (await desk.cases()).length
    const [ours] = desk.sink.mails
    await drop((ours?.raw ?? '').trimEnd().split('\r\n'), 'list@forwarder.example')
    expect(await desk.cases()).toHaveLength(before)
    expect((await desk.messages(found?.id ?? 0)).length).toBe(2)
    expect(await newestRaw()).toMatchObject({ state: 'ignored', reason: expect.stringMatching(/of our own/) })
  })
})
