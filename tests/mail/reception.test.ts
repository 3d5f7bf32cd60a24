import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { RawSmtp } from '../harness/raw-smtp.ts'

const MEGABYTE = 1024 * 1024
const text = (...lines: string[]) => `${lines.join('\r\n')}\r\n.\r\n`

let desk: MailDesk
const clients: RawSmtp[] = []
const open = async () => {
  const client = await RawSmtp.open(desk.smtpPort)
  clients.push(client)
  return client
}
beforeAll(async () => {
  desk = await createMailDesk({ MAIL_MAX_RECIPIENTS: '50', MAIL_MAX_BYTES: String(31 * MEGABYTE) })
})
afterEach(() => {
  for (const client of clients.splice(0)) client.close()
})

const rawMails = () => desk.platform.db.selectFrom('raw_mails').selectAll().orderBy('id').execute()
const newest = async () => (await rawMails()).at(-1)

describe('who is accepted', () => {
  it('is only who writes to an address of ours, and everybody else hears it at once', async () => {
    const client = await open()
    expect(await client.say('HELO anything-at-all')).toMatch(/^250/)
    expect(await client.say('MAIL FROM:<a@b.example>')).toMatch(/^250/)
    expect(await client.say('RCPT TO:<nobody@desk.test>')).toMatch(/^550 5\.1\.1/)
    expect(await client.say('RCPT TO:<victim@elsewhere.example>')).toMatch(/^550/)
    expect(await client.say('RCPT TO:<support+c1001-aaaaaaaaaaaaaaaaaaaaaaaaa@desk.test>')).toMatch(/^550/)
    expect(await client.say('DATA')).toMatch(/^503/)
    expect(await client.say('RCPT TO:<SUPPORT@Desk.Test>')).toMatch(/^250/)
  })

  it('offers neither sign-in nor chunks, and ten thousand recipients end at the limit', async () => {
    const client = await open()
    const offer = await client.say('EHLO client.example')
    expect(offer).toContain(`SIZE ${31 * MEGABYTE}`)
    expect(offer).not.toMatch(/AUTH|CHUNKING|STARTTLS/)
    expect(await client.say('BDAT 5 LAST')).toMatch(/^500/)
    expect(await client.say(`MAIL FROM:<a@b.example> SIZE=${32 * MEGABYTE}`)).toMatch(/^552/)
    expect(await client.say('MAIL FROM:<a@b.example>')).toMatch(/^250/)
    const team = await desk.admin.get('/teams')
    const teamOf = (team.body as { items: { id: number; version: number }[] }).items[0]
    const addresses = Array.from({ length: 50 }, (_, n) => `team${n}@desk.test`)
    await desk.admin.patch(`/teams/${teamOf?.id}`, { addresses }, teamOf?.version)
    const commands = Array.from({ length: 10_000 }, (_, n) => `RCPT TO:<team${n % 50}@desk.test>\r\n`)
    client.write(
      [...commands.slice(0, 50), 'RCPT TO:<support@desk.test>\r\n', ...commands.slice(0, 9_950)].join(''),
    )
    const answers: string[] = []
    for (let n = 0; n < 10_001; n += 1) answers.push((await client.answer()).slice(0, 3))
    expect(answers.filter((code) => code === '452')).toHaveLength(1)
    expect(answers.filter((code) => code === '250')).toHaveLength(10_000)
  }, 60_000)
})

describe('what was answered with 250', () => {
  it('is on disk byte for byte, with who brought it, and becomes one case', async () => {
    const client = await open()
    await client.begin('ana@customer.example', 'support@desk.test')
    const body = ['From: Ana <ana@customer.example>', 'Subject: dots', '', '..begins with a dot', 'Grüße']
    client.write(Buffer.from(text(...body)))
    expect(await client.answer()).toMatch(/^250 2\.0\.0 Stored/)
    const row = await newest()
    expect(row).toMatchObject({ mail_from: 'ana@customer.example', recipients: ['support@desk.test'] })
    expect(row?.peer).toMatch(/127\.0\.0\.1/)
    const bytes = await desk.platform.files.get(row?.file_key ?? '')
    expect(bytes.toString()).toBe(
      text(...body)
        .replace(/\.\r\n$/, '')
        .replace('\r\n..', '\r\n.'),
    )
    await desk.settled()
    expect((await desk.cases()).map((each) => each.need)).toContain('dots')
  })

  it('comes from a real mail client too', async ({ skip }) => {
    if (!existsSync('/usr/bin/swaks')) skip('swaks is not present')
    const words = ['--to', desk.address, '--from', 'swaks@customer.example', '--header', 'Subject: by swaks']
    await promisify(execFile)('swaks', ['--server', `127.0.0.1:${desk.smtpPort}`, ...words, '--silent', '2'])
    await desk.settled()
    expect((await desk.cases()).map((each) => each.need)).toContain('by swaks')
  })

  it('is one mail however often it is delivered, also at the same moment', async () => {
    const before = (await desk.cases()).length
    const mail = { from: 'dup@customer.example', to: desk.address, subject: 'once', text: 'Once.' }
    const same = { ...mail, messageId: '<dup@customer.example>', date: new Date('2026-11-01T10:00:00Z') }
    await Promise.all([1, 2, 3, 4, 5].map(() => desk.deliver(same)))
    expect(await desk.deliver(same)).toMatch(/^250/)
    await desk.settled()
    expect(await desk.cases()).toHaveLength(before + 1)
  })

  it('is one case for each team it was meant for, in one transaction with its reader', async () => {
    const before = (await rawMails()).length
    const to = [desk.address, 'team1@desk.test', 'team2@desk.test']
    await desk.deliver({ from: 'both@customer.example', to, subject: 'for two', text: 'Hello' })
    // team1 and team2 are one team's addresses; the mailbox is another way to the same team.
    expect((await rawMails()).length).toBe(before + 2)
    await desk.settled()
  })
})

describe('a mail that is too large', () => {
  it('is taken up to 30 MB and refused beyond the limit, and the listener lives on', async () => {
    const attachment = { filename: 'big.bin', content: Buffer.alloc(22 * MEGABYTE, 7) }
    const mail = { from: 'big@customer.example', to: desk.address, subject: 'big', text: 'Big.' }
    expect(await desk.deliver({ ...mail, attachments: [attachment] })).toMatch(/^250/)
    expect((await newest())?.size).toBeGreaterThan(30 * MEGABYTE)
    await desk.settled()
    const row = await newest()
    expect(row?.state).toBe('placed')
    const found = await desk.platform.db
      .selectFrom('attachments')
      .select(['name', 'size'])
      .where('message_id', '=', row?.message_id ?? 0)
      .execute()
    expect(found).toEqual([{ name: 'big.bin', size: 22 * MEGABYTE }])

    const client = await open()
    await client.begin('big@customer.example', 'support@desk.test')
    const before = (await rawMails()).length
    const line = Buffer.from(`${'x'.repeat(1022)}\r\n`)
    for (let sent = 0; sent < 32 * MEGABYTE; sent += line.length * 64)
      client.write(Buffer.concat(Array.from({ length: 64 }, () => line)))
    client.write('.\r\n')
    expect(await client.answer()).toMatch(/^552/)
    expect((await rawMails()).length).toBe(before)
    expect(await client.say('NOOP')).toMatch(/^250/)
  }, 60_000)
})
