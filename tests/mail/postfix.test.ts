import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Dovecot, hasDovecotLmtp } from '../harness/dovecot.ts'
import { freePort } from '../harness/free-port.ts'
import { inboxOf } from '../harness/imap-inbox.ts'
import { createMailDesk } from '../harness/mail-desk.ts'
import { noPostfix, Postfix } from '../harness/postfix.ts'

const absent =
  noPostfix ??
  (hasDovecotLmtp ? null : 'Dovecot with LMTP is not present') ??
  (existsSync('/usr/bin/swaks') ? null : 'swaks is not present')

let dovecot: Dovecot
let postfix: Postfix
let port: number
beforeAll(async () => {
  if (absent) return
  port = await freePort()
  dovecot = await Dovecot.start({ takesMail: true })
  postfix = await Postfix.start({
    'desk.test': `smtp:[127.0.0.1]:${port}`,
    'customer.example': `lmtp:inet:127.0.0.1:${dovecot.lmtpPort}`,
  })
}, 60_000)
afterAll(async () => {
  await postfix?.remove()
  await dovecot?.remove()
})

const send = (words: readonly string[]) =>
  promisify(execFile)('swaks', ['--server', `127.0.0.1:${postfix.port}`, '--silent', '2', ...words])
describe.skipIf(absent)(`through a real Postfix (${absent ?? 'and Dovecot'})`, () => {
  it('mail waits there while the desk is away, comes once when it is back, and the answer is read over IMAP', async () => {
    const ana = 'ana@customer.example'
    const mail = ['--from', ana, '--to', 'support@desk.test']
    await send([...mail, '--header', 'Subject: While you were away', '--body', 'Nobody there?'])
    await vi.waitFor(async () => expect(await postfix.log()).toMatch(/status=deferred/), 20_000)

    const relay = `smtp://127.0.0.1:${postfix.port}`
    const desk = await createMailDesk({ SMTP_PORT: String(port), SMTP_RELAY: relay })
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
    await send(['--from', 'ben@customer.example', '--to', 'nobody@desk.test', '--body', 'Hello?'])
    await vi.waitFor(
      async () => expect(await inboxOf(dovecot, 'ben@customer.example')).toHaveLength(1),
      20_000,
    )
    const [report] = await inboxOf(dovecot, 'ben@customer.example')
    // Postfix breaks the lines of its report where they are full.
    expect((report?.text ?? '').replace(/\s+/g, ' ')).toContain('There is no such mailbox here')
  }, 60_000)
})
