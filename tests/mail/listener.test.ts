import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installRoot } from '../../server/platform/places.ts'
import { freePort } from '../harness/free-port.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { RawSmtp } from '../harness/raw-smtp.ts'

let desk: MailDesk
let folder: string
let lmtpPort: number
const pathOf = (name: string) => join(folder, name)

/** A certificate for this test alone, with a name of its own. */
const certify = (name: string) =>
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', `/CN=${name}`, '-keyout', pathOf('key.pem'), '-out', pathOf('cert.pem')],
    ],
    { stdio: 'ignore' },
  )

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regard-listener-'))
  certify('first.test')
  lmtpPort = await freePort()
  const [SMTP_TLS_CERT, SMTP_TLS_KEY] = [pathOf('cert.pem'), pathOf('key.pem')]
  desk = await createMailDesk({ SMTP_TLS_CERT, SMTP_TLS_KEY, LMTP_PORT: String(lmtpPort) })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const stored = () =>
  desk.platform.db.selectFrom('raw_mails').select(['mail_from', 'recipients', 'size']).orderBy('id').execute()
const mail = (subject: string) =>
  `From: ann@customer.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@x>\r\n\r\nHello\r\n`

describe('a mail server that asks for encryption', () => {
  it('is offered it, and its mail arrives', async () => {
    const transport = createTransport({
      ...{ host: '127.0.0.1', port: desk.smtpPort, requireTLS: true },
      tls: { rejectUnauthorized: false },
    })
    const sent = await transport.sendMail({ from: 'ann@customer.example', to: desk.address, text: 'Sealed' })
    transport.close()
    expect(sent.response).toContain('Stored')
    expect(await stored()).toHaveLength(1)
  })

  it('cannot have commands smuggled in before the encryption begins', async () => {
    const before = (await stored()).length
    const client = await RawSmtp.open(desk.smtpPort)
    await client.say('EHLO client.example')
    client.write('STARTTLS\r\nMAIL FROM:<eve@evil.example>\r\nRCPT TO:<support@desk.test>\r\n')
    expect(await client.answer()).toMatch(/^220/)
    client.close()
    expect(await stored()).toHaveLength(before)
  })
})

describe('a mail server of this machine that speaks LMTP', () => {
  const open = async () => {
    const client = await RawSmtp.open(lmtpPort)
    expect(await client.say('LHLO mx.example')).toMatch(/^250/)
    return client
  }

  it('is answered for each recipient, and hands mail over without a sender too', async () => {
    const client = await open()
    await client.say('MAIL FROM:<>')
    expect(await client.say(`RCPT TO:<${desk.address}>`)).toMatch(/^250/)
    expect(await client.say('RCPT TO:<nobody@elsewhere.example>')).toMatch(/^550 5\.1\.1/)
    expect(await client.say(`RCPT TO:<SUPPORT+x@desk.test>`)).toMatch(/^(250|550)/)
    await client.say('DATA')
    client.write(`${mail('by-lmtp')}.\r\n`)
    expect(await client.answer()).toMatch(/^250 2\.0\.0 Stored/)
    client.close()
    expect((await stored()).at(-1)).toMatchObject({ mail_from: '' })
  })

  it('does not speak SMTP, as SMTP does not speak LMTP', async () => {
    const lmtp = await RawSmtp.open(lmtpPort)
    expect(await lmtp.say('EHLO client.example')).toMatch(/^5\d\d/)
    lmtp.close()
    const smtp = await RawSmtp.open(desk.smtpPort)
    expect(await smtp.say('LHLO mx.example')).toMatch(/^5\d\d/)
    smtp.close()
  })
})

describe('what the listener does not take', () => {
  it.each([
    ['BDAT, which hides where a text ends', 'BDAT 5 LAST'],
    ['a password', 'AUTH PLAIN AGEAYg=='],
  ])('%s', async (_what, command) => {
    const client = await RawSmtp.open(desk.smtpPort)
    const greeting = await client.say('EHLO client.example')
    expect(greeting).not.toMatch(/CHUNKING|AUTH/)
    expect(await client.say(command)).toMatch(/^5\d\d/)
    client.close()
  })

  it('more than its limit, which it tells before the text is sent', async () => {
    const client = await RawSmtp.open(desk.smtpPort)
    await client.say('EHLO client.example')
    expect(await client.say('MAIL FROM:<ann@customer.example> SIZE=99999999999')).toMatch(/^552/)
    client.close()
  })

  it('takes commands that come in one packet in their order', async () => {
    const client = await RawSmtp.open(desk.smtpPort)
    await client.say('EHLO client.example')
    client.write(`MAIL FROM:<ann@customer.example>\r\nRCPT TO:<${desk.address}>\r\nDATA\r\n`)
    for (const code of [/^250/, /^250/, /^354/]) expect(await client.answer()).toMatch(code)
    client.write(`${mail('pipelined')}.\r\n`)
    expect(await client.answer()).toMatch(/^250/)
    client.close()
  })
})

describe('regard-mail, for a mail server that pipes', () => {
  const pipe = async (words: string[], input: string, listener = `127.0.0.1:${desk.smtpPort}`) => {
    const child = spawn(process.execPath, [join(installRoot, 'bin/regard-mail.mjs'), ...words], {
      env: { PATH: process.env.PATH, REGARD_SMTP: listener },
    })
    child.stdin.end(input)
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    const said = await text(child.stderr)
    return { code: await ended, said }
  }

  it('hands a mail over as pipes bring it: lines end with LF, and mbox has its own first line', async () => {
    const words = ['-f', 'ann@customer.example', desk.address]
    const piped = `From ann@customer.example Mon Mar  2 12:00:00 2026\n${mail('piped').replaceAll('\r', '')}.\n\n`
    expect(await pipe(words, piped)).toEqual({ code: 0, said: '' })
    expect((await stored()).at(-1)).toMatchObject({ mail_from: 'ann@customer.example' })
    await desk.settled()
    expect((await desk.cases()).map(({ need }) => need)).toContain('piped')
  })

  it('tells the mail server whose fault it is: 67 no such user, 75 try later, 64 called wrongly, 65 the mail', async () => {
    const unknown = await pipe(['nobody@elsewhere.example'], mail('x'))
    expect(unknown).toMatchObject({ code: 67, said: expect.stringContaining('no such mailbox') })
    expect((await pipe([desk.address], mail('x'), `127.0.0.1:${await freePort()}`)).code).toBe(75)
    for (const words of [[], ['not an address'], ['--nonsense', desk.address]])
      expect((await pipe(words, '')).code).toBe(64)
    expect((await pipe([desk.address], mail('x'), 'nonsense')).code).toBe(64)
  })
})
