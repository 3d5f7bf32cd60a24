import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Dovecot, hasDovecot, IMAP_PASSWORD } from '../harness/dovecot.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
let dovecot: Dovecot | undefined
beforeAll(async () => {
  desk = await createMailDesk()
  await desk.admin.post('/mailboxes', { name: 'Sales', address: 'sales@desk.test', teamId: 1 })
  if (!hasDovecot) return
  dovecot = await Dovecot.start()
  const server = {
    host: '127.0.0.1',
    port: dovecot.port,
    security: 'none',
    user: 'box',
    password: IMAP_PASSWORD,
  }
  const made = { name: 'Box', address: 'box@desk.test', teamId: 1, imap: server }
  expect((await desk.admin.post('/mailboxes', made)).status).toBe(201)
}, 90_000)
afterAll(async () => await dovecot?.remove())

const mail = (subject: string, to: string, trace = '') =>
  `${trace}From: ana@customer.example\r\nTo: ${to}\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@customer.example>\r\nDate: Sat, 21 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n`
const drop = (raw: string, ...to: string[]) =>
  desk.deliver({ envelope: { from: 'ana@customer.example', to }, raw })
const casesOf = async (need: string) => {
  await desk.settled()
  return (await desk.cases()).filter((each) => each.need === need)
}

describe('R17: one mail is one case in each mailbox it is meant for', () => {
  it('however often and however many at once deliver it', async () => {
    const raw = mail('again', desk.address)
    await Promise.all(Array.from({ length: 20 }, () => drop(raw, desk.address)))
    await drop(raw, desk.address)
    expect(await casesOf('again')).toHaveLength(1)
  }, 60_000)

  it('to two mailboxes, in one delivery or in two', async () => {
    const both = [desk.address, 'sales@desk.test']
    await drop(mail('both', both.join(', ')), ...both)
    expect(await casesOf('both')).toHaveLength(2)
    await Promise.all(both.map((each) => drop(mail('apart', both.join(', ')), each)))
    await drop(mail('apart', both.join(', ')), ...both)
    expect(await casesOf('apart')).toHaveLength(2)
  }, 60_000)

  it('also when a list sends a copy by another way', async () => {
    await drop(mail('listed', desk.address), desk.address)
    const trace =
      'Received: from list.example by mx.example\r\nList-Id: <all.list.example>\r\nSender: list@list.example\r\n'
    await drop(mail('listed', desk.address, trace), desk.address)
    expect(await casesOf('listed')).toHaveLength(1)
  }, 60_000)

  it('also when a colleague writes from one of our mailboxes to another, or to itself', async () => {
    await desk.deliver({
      from: desk.address,
      to: 'sales@desk.test',
      subject: 'from-us',
      text: 'Please call Ana.',
    })
    expect(await casesOf('from-us')).toHaveLength(1)
    await desk.deliver({ from: desk.address, to: desk.address, subject: 'to-myself', text: 'Not to forget.' })
    expect(await casesOf('to-myself')).toHaveLength(1)
  }, 60_000)

  it('two mails that share a Message-ID and nothing else are two', async () => {
    await drop(mail('shared', desk.address), desk.address)
    await drop(mail('shared', desk.address).replace('Hello', 'Something else'), desk.address)
    expect((await casesOf('shared')).length).toBe(2)
  }, 60_000)

  it.skipIf(!hasDovecot)(
    'fetched by IMAP and delivered by SMTP, before and after (where Dovecot is not present, this is skipped)',
    async () => {
      const port = dovecot?.port ?? 0
      const auth = { user: 'box', pass: IMAP_PASSWORD }
      const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false })
      await client.connect()
      try {
        await drop(mail('smtp-first', 'box@desk.test'), 'box@desk.test')
        for (const subject of ['smtp-first', 'imap-first', 'imap-first', 'marker'])
          await client.append('INBOX', mail(subject, 'box@desk.test'))
      } finally {
        await client.logout()
      }
      await expect.poll(() => casesOf('marker'), { timeout: 60_000 }).toHaveLength(1)
      await drop(mail('imap-first', 'box@desk.test'), 'box@desk.test')
      expect(await casesOf('smtp-first')).toHaveLength(1)
      expect(await casesOf('imap-first')).toHaveLength(1)
    },
    120_000,
  )
})
