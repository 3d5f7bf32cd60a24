import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { RawSmtp } from '../harness/raw-smtp.ts'

let desk: MailDesk
let client: RawSmtp
beforeAll(async () => {
  desk = await createMailDesk()
})
afterEach(() => client.close())

const stored = () => desk.platform.db.selectFrom('raw_mails').selectAll().execute()

const HIDDEN =
  'MAIL FROM:<ceo@bank.example>\r\nRCPT TO:<support@desk.test>\r\nDATA\r\nFrom: ceo@bank.example\r\n\r\nPay.\r\n.\r\n'

describe('a second mail cannot be hidden in the text of the first', () => {
  it.each([
    ['LF . LF', '\n.\n'],
    ['LF . CR LF', '\n.\r\n'],
    ['CR LF . LF', '\r\n.\n'],
    ['CR . CR', '\r.\r'],
    ['CR . CR LF', '\r.\r\n'],
    ['LF CR LF . CR CR LF', '\n\r\n.\r\r\n'],
    ['CR LF . NUL', '\r\n.\0\r\n'],
    ['a bare LF', 'a\nb'],
    ['a bare CR', 'a\rb'],
  ])('by %s', async (_what, trick) => {
    const before = (await stored()).length
    client = await RawSmtp.open(desk.smtpPort)
    await client.begin('eve@evil.example', 'support@desk.test')
    client.write(Buffer.from(`From: eve@evil.example\r\nSubject: x\r\n\r\nHello${trick}${HIDDEN}`, 'latin1'))
    const answer = await client.answer()
    const after = await stored()
    expect(after.some((mail) => mail.mail_from === 'ceo@bank.example')).toBe(false)
    // Either all of it is one mail, or none of it is taken.
    if (answer.startsWith('250')) expect(after).toHaveLength(before + 1)
    else {
      expect(answer).toMatch(/^550 5\.6\.11/)
      expect(after).toHaveLength(before)
    }
  })

  it('split over packets at every byte', async () => {
    const before = (await stored()).length
    client = await RawSmtp.open(desk.smtpPort)
    await client.begin('eve@evil.example', 'support@desk.test')
    for (const byte of `From: eve@evil.example\r\n\r\n..\r\nHello\n.\r\n${HIDDEN}`) {
      client.write(byte)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await client.answer()).toMatch(/^550/)
    expect(await stored()).toHaveLength(before)
  })
})

it('a client that talks on after DATA in one packet is heard in order, and only its own mails are stored', async () => {
  const before = (await stored()).length
  client = await RawSmtp.open(desk.smtpPort)
  await client.begin('pipe@customer.example', 'support@desk.test')
  client.write(
    'From: pipe@customer.example\r\n\r\nOne.\r\n.\r\nMAIL FROM:<pipe@customer.example>\r\nRCPT TO:<nobody@elsewhere.example>\r\n',
  )
  expect(await client.answer()).toMatch(/^250/)
  expect(await client.answer()).toMatch(/^250/)
  expect(await client.answer()).toMatch(/^550/)
  expect(await stored()).toHaveLength(before + 1)
})

it('nothing is ever bounced to a forged sender: what is refused is refused in the session', async () => {
  client = await RawSmtp.open(desk.smtpPort)
  await client.say('EHLO x')
  await client.say('MAIL FROM:<victim@elsewhere.example>')
  expect(await client.say('RCPT TO:<unknown@desk.test>')).toMatch(/^550/)
  await desk.deliver({
    envelope: { from: 'victim@elsewhere.example', to: desk.address },
    raw: 'Subject: no sender\r\n\r\nx',
  })
  await desk.settled()
  const outgoing = await desk.platform.db.selectFrom('outbox').select('id').execute()
  expect(outgoing).toEqual([])
  expect(desk.sink.mails).toEqual([])
})
