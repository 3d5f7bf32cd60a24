import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hurry as bringForward } from '../harness/hurry.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
let caseId: number
let sender: string
let made = 0
beforeAll(async () => {
  desk = await createMailDesk()
})
beforeEach(async () => {
  desk.sink.manners = {}
  desk.sink.mails.length = 0
  sender = `customer${++made}@customer.example`
  await desk.deliver({ from: sender, to: desk.address, subject: `Need ${made}`, text: 'Please help.' })
  await desk.settled()
  caseId = (await desk.cases()).at(-1)?.id ?? 0
})

const deliveryOf = async (messageId: number) =>
  (await desk.messages(caseId)).find((message) => message.id === messageId)
const becomes = (messageId: number, delivery: string) =>
  expect.poll(async () => (await deliveryOf(messageId))?.delivery, { timeout: 10_000 }).toBe(delivery)
const attentions = () =>
  desk.platform.db.selectFrom('attentions').select('reason').where('case_id', '=', caseId).execute()
const outboxRow = (messageId: number) =>
  desk.platform.db
    .selectFrom('outbox')
    .selectAll()
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow()
const hurry = (messageId: number) => bringForward(desk.platform, messageId)

describe('what the other mail server says is what the message says', () => {
  it('refused for good: failed, and the owner is called', async () => {
    desk.sink.manners = { recipient: () => 550 }
    const { messageId } = await desk.reply(caseId, 'Hello?')
    await becomes(messageId, 'failed')
    expect((await deliveryOf(messageId))?.deliveryDetail).toContain('550')
    expect(await attentions()).toEqual([{ reason: 'bounce' }])
  })

  it('refused for now: deferred, tried again under the same Message-ID, then sent once', async () => {
    desk.sink.manners = { text: () => 451 }
    const { messageId } = await desk.reply(caseId, 'Hello?')
    await becomes(messageId, 'deferred')
    const row = await outboxRow(messageId)
    expect(row.next_try_at.getTime()).toBeGreaterThan(Date.now() + 30_000)
    desk.sink.manners = {}
    await hurry(messageId)
    await becomes(messageId, 'sent')
    expect(desk.sink.mails).toHaveLength(1)
    expect(desk.sink.mails[0]?.mail.messageId).toBe(`<${row.header_message_id}>`)
  })

  it('refused for some: the others have it, and the message says who has not', async () => {
    desk.sink.manners = { recipient: (address) => (address.startsWith('gone') ? 550 : null) }
    const { messageId } = await desk.reply(caseId, 'To both', { to: [sender, 'gone@customer.example'] })
    await becomes(messageId, 'bounced')
    expect((await deliveryOf(messageId))?.deliveryDetail).toContain('gone@customer.example')
    expect(desk.sink.mails.map((mail) => mail.to)).toEqual([[sender]])
  })

  it('nothing after the text: uncertain, and not sent again by itself', async () => {
    desk.sink.manners = { text: () => 'cut' }
    const { messageId } = await desk.reply(caseId, 'Did it arrive?')
    await becomes(messageId, 'uncertain')
    desk.sink.manners = {}
    await hurry(messageId)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(desk.sink.mails).toHaveLength(1)
    expect((await deliveryOf(messageId))?.delivery).toBe('uncertain')
  })

  it('a bounce days later: bounced with its reason, the report is on the case, the owner is called', async () => {
    const { messageId } = await desk.reply(caseId, 'Hello?')
    await becomes(messageId, 'sent')
    const id = desk.sink.mails[0]?.mail.messageId
    const { db } = desk.platform
    await db.deleteFrom('attentions').execute()
    await desk.deliver({
      envelope: { from: '', to: desk.address },
      raw: [
        'From: MAILER-DAEMON@mx.example',
        'Subject: Undelivered Mail Returned to Sender',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'Sorry.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        `Final-Recipient: rfc822; ${sender}`,
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 no such user here',
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: ${id}`,
        '--b--',
        '',
      ].join('\r\n'),
    })
    await desk.settled()
    await becomes(messageId, 'bounced')
    const messages = await desk.messages(caseId)
    expect(messages.find((message) => message.id === messageId)?.deliveryDetail).toContain(
      'no such user here',
    )
    expect(messages.find((message) => message.id === messageId)?.deliveryReason).toBe('no-such-address')
    expect(messages.at(-1)).toMatchObject({ kind: 'bounce', authorKind: 'system' })
    expect(await attentions()).toEqual([{ reason: 'bounce' }])
    expect((await desk.cases()).at(-1)?.id).toBe(caseId)
  })
})

describe('a worker that died while it was sending', () => {
  const leaveAsDead = async (dataBegun: boolean) => {
    desk.sink.manners = { text: () => 451 }
    const { messageId } = await desk.reply(caseId, 'Half-way')
    await becomes(messageId, 'deferred')
    desk.sink.manners = {}
    await desk.platform.db
      .updateTable('outbox')
      .set({ state: 'sending', data_begun_at: dataBegun ? new Date() : null })
      .where('message_id', '=', messageId)
      .execute()
    await hurry(messageId)
    return messageId
  }
  it('before the text left: the next one sends it', async () => {
    const messageId = await leaveAsDead(false)
    await becomes(messageId, 'sent')
    expect(desk.sink.mails).toHaveLength(1)
  })
  it('after the text may have left: nobody sends it again, and the message says that it is uncertain', async () => {
    const messageId = await leaveAsDead(true)
    await becomes(messageId, 'uncertain')
    expect(desk.sink.mails).toHaveLength(0)
  })
})

it('a reply can be taken back while it is held, and not afterwards', async () => {
  const { messageId } = await desk.reply(caseId, 'Sent at once')
  await becomes(messageId, 'sent')
  const late = await desk.admin.remove(`/cases/${caseId}/messages/${messageId}/sending`)
  expect(late.body).toMatchObject({ code: 'cases.too-late-to-undo' })
})

it('nothing in a reply can add a header or a recipient (T23)', async () => {
  await desk.deliver({
    from: { name: 'Eve\r\nBcc: victim@elsewhere.example', address: 'eve@customer.example' },
    to: desk.address,
    subject: 'Hello =?utf-8?q?=0D=0ABcc:_victim@elsewhere.example?=',
    text: 'Hi',
  })
  await desk.settled()
  const found = (await desk.cases()).at(-1)?.id ?? 0
  const { messageId } = await desk.reply(found, 'Answer')
  caseId = found
  await becomes(messageId, 'sent')
  const mail = desk.sink.mails.at(-1)
  expect(mail?.to).toEqual(['eve@customer.example'])
  expect(mail?.header('bcc')).toBeUndefined()
  const refused = await desk.admin.post(`/cases/${found}/replies`, {
    text: 'x',
    seenUpTo: 999_999,
    to: ['a@b.example\r\nBcc: victim@elsewhere.example'],
  })
  expect(refused.status).toBe(400)
})

it('a team that cannot send keeps the reply and says what to do', async () => {
  const other = await createMailDesk({ SMTP_RELAY: '' })
  await other.deliver({ from: 'a@customer.example', to: other.address, subject: 'x', text: 'x' })
  await other.settled()
  const found = (await other.cases())[0]?.id ?? 0
  const { messageId } = await other.reply(found, 'Answer')
  await expect
    .poll(async () => (await other.messages(found)).find(({ id }) => id === messageId), { timeout: 8_000 })
    .toMatchObject({ delivery: 'failed', deliveryDetail: expect.stringContaining('Settings') })
})
