import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Dovecot, hasDovecotLmtp } from '../harness/dovecot.ts'
import { freePort } from '../harness/free-port.ts'
import { inboxOf } from '../harness/imap-inbox.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { hasMailProgram, sendByProgram } from '../harness/mail-program.ts'
import { noPostfix, Postfix } from '../harness/postfix.ts'

const absent =
  noPostfix ??
  (hasDovecotLmtp ? null : 'Dovecot with LMTP is not present') ??
  (hasMailProgram ? null : 'swaks is not present')

let dovecot: Dovecot
let postfix: Postfix
let desk: MailDesk
let port: number
let lmtpPort: number
beforeAll(async () => {
  if (absent) return
  port = await freePort()
  lmtpPort = await freePort()
  dovecot = await Dovecot.start({ takesMail: true })
  postfix = await Postfix.start({
    'by-lmtp@desk.test': `lmtp:inet:127.0.0.1:${lmtpPort}`,
    'nobody-by-lmtp@desk.test': `lmtp:inet:127.0.0.1:${lmtpPort}`,
    'desk.test': `smtp:[127.0.0.1]:${port}`,
    'customer.example': `lmtp:inet:127.0.0.1:${dovecot.lmtpPort}`,
  })
}, 60_000)
afterAll(async () => {
  await postfix?.remove()
  await dovecot?.remove()
})

const send = (from: string, to: string, subject: string, body = 'Hello?') =>
  sendByProgram(postfix.port, { from, to, subject, body })
describe.skipIf(absent)(`through a real Postfix (${absent ?? 'and Dovecot'})`, () => {
  it('mail waits there while the desk is away, comes once when it is back, and the answer is read over IMAP', async () => {
    const ana = 'ana@customer.example'
    await send(ana, 'support@desk.test', 'While you were away', 'Nobody there?')
    await vi.waitFor(async () => expect(await postfix.log()).toMatch(/status=deferred/), 20_000)

    const relay = `smtp://127.0.0.1:${postfix.port}`
    desk = await createMailDesk({ SMTP_PORT: String(port), SMTP_RELAY: relay, LMTP_PORT: String(lmtpPort) })
    await vi.waitFor(
      async () => expect(await postfix.log()).toMatch(/status=sent \(250 2\.0\.0 Stored\)/),
      40_000,
    )
    await desk.settled()
    const [found, ...more] = await desk.cases()
    expect(more).toEqual([])
    expect(found).toMatchObject({ need: 'While you were away', messages: 1 })

    await desk.reply(found?.id ?? 0, 'Here we are again.')
    await vi.waitFor(async () => expect(await inboxOf(dovecot, ana)).toHaveLength(1), 20_000)
    const [answer] = await inboxOf(dovecot, ana)
    expect(answer?.text).toContain('Here we are again.')
    expect(answer?.inReplyTo).toMatch(/^<\S+>$/)
  }, 120_000)

  it('a mail for an address that we do not have comes back to its sender, and makes no case', async () => {
    await send('ben@customer.example', 'nobody@desk.test', 'Hello')
    await vi.waitFor(
      async () => expect(await inboxOf(dovecot, 'ben@customer.example')).toHaveLength(1),
      20_000,
    )
    const [report] = await inboxOf(dovecot, 'ben@customer.example')
    // Postfix breaks the lines of its report where they are full.
    expect((report?.text ?? '').replace(/\s+/g, ' ')).toContain('There is no such mailbox here')
  }, 60_000)

  it('by LMTP each recipient has an answer of their own: the known one gets it, of the other its sender hears', async () => {
    const address = 'by-lmtp@desk.test'
    expect((await desk.admin.post('/mailboxes', { name: 'L', address, teamId: 1 })).status).toBe(201)
    const cy = 'cy@customer.example'
    await send(cy, `${address},nobody-by-lmtp@desk.test`, 'By the second door')
    await vi.waitFor(async () => expect(await inboxOf(dovecot, cy)).toHaveLength(1), 20_000)
    const [report] = await inboxOf(dovecot, cy)
    expect(report?.text).toContain('nobody-by-lmtp@desk.test')
    expect(report?.text).not.toContain('<by-lmtp@desk.test>')
    await vi.waitFor(
      async () =>
        expect(await postfix.log()).toMatch(
          /lmtp\[.*to=<by-lmtp@desk.test>.*status=sent \(250 2\.0\.0 Stored/,
        ),
      20_000,
    )
    await desk.settled()
    expect((await desk.cases()).map(({ need }) => need)).toEqual([
      'While you were away',
      'By the second door',
    ])
  }, 60_000)
})
