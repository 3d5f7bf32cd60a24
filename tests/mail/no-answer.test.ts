import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { takeInMail } from '../../server/channels/email/index.ts'
import { installRoot } from '../../server/platform/places.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

const folder = join(installRoot, '..', 'shared', 'data', 'mail-bounces', 'eml')

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk()
})

const take = (bytes: Buffer, mailFrom = '') =>
  takeInMail(desk.platform, { bytes, recipients: [desk.address], mailFrom, receivedAt: new Date() })
const ways = [
  ['to a vacation', ['Auto-Submitted: auto-replied', 'Subject: Away']],
  ['to a list', ['List-Id: <all.lists.example>', 'Precedence: list', 'Subject: News']],
  ['to a machine', ['Auto-Submitted: auto-generated', 'Subject: Disk full']],
  ['to nobody', ['Return-Path: <>', 'Subject: Hello']],
] as const

const outbox = async (): Promise<number> => {
  await desk.settled()
  return (await desk.platform.db.selectFrom('outbox').select('id').execute()).length
}

describe('no mail of ours leaves', () => {
  it.each(ways)('%s', async (_what, head) => {
    await take(Buffer.from(['From: them@elsewhere.example', ...head, '', 'Words'].join('\r\n')))
    expect(await outbox()).toBe(0)
    expect(desk.sink.mails).toEqual([])
  })

  it('to any report of many systems, and none opens a case', async ({ skip }) => {
    if (!existsSync(folder)) skip('mail-bounces is not present')
    const before = (await desk.cases()).length
    // Each fourth: every one of them goes through reading, placing and the disk.
    const names = readdirSync(folder).filter((name, n) => name.endsWith('.eml') && n % 4 === 0)
    expect(names.length).toBeGreaterThan(50)
    for (const name of names) await take(readFileSync(join(folder, name)))
    expect(await outbox()).toBe(0)
    expect(desk.sink.mails).toEqual([])
    const opened = (await desk.cases()).slice(before)
    expect(opened.map(({ need }) => need)).toEqual([])
  }, 120_000)
})
