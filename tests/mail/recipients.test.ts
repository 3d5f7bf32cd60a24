import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { mailRecipientsSchema } from '../../server/channels/email/contract.ts'
import { addStaff } from '../factories/desk.ts'
import { hurry } from '../harness/hurry.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { signedIn } from '../harness/signed-in.ts'

let desk: MailDesk
let caseId: number
let made = 0
beforeAll(async () => {
  desk = await createMailDesk()
}, 60_000)
beforeEach(async () => {
  desk.sink.manners = {}
  desk.sink.mails.length = 0
  await desk.deliver({
    from: `c${++made}@customer.example`,
    to: desk.address,
    subject: `N${made}`,
    text: 'Help.',
  })
  await desk.settled()
  caseId = (await desk.cases()).at(-1)?.id ?? 0
}, 60_000)

type Recipients = z.output<typeof mailRecipientsSchema>
const recipients = async (messageId: number): Promise<Recipients> =>
  (await desk.admin.get(`/cases/${caseId}/messages/${messageId}/recipients`)).as(mailRecipientsSchema)
const states = async (messageId: number) =>
  Object.fromEntries(
    (await recipients(messageId)).items.map(({ address, state }) => [address.split('@')[0], state]),
  )
const become = (messageId: number, expected: Record<string, string>) =>
  expect.poll(() => states(messageId), { timeout: 20_000 }).toEqual(expected)
const messageOf = async (messageId: number) =>
  (await desk.messages(caseId)).find(({ id }) => id === messageId)
const attentions = () =>
  desk.platform.db.selectFrom('attentions').select('reason').where('case_id', '=', caseId).execute()
const to = (...names: string[]) => names.map((name) => `${name}@customer.example`)
const sent = () => desk.sink.mails.map((mail) => mail.to.map((address) => address.split('@')[0]))

const report = (id: string, recipient: string, action: string, status: string, words: string) =>
  desk.deliver({
    envelope: { from: '', to: desk.address },
    raw: [
      'From: MAILER-DAEMON@mx.example',
      'Subject: Delivery report',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      ...['', '--b', 'Content-Type: text/plain', '', 'About your mail.'],
      ...['--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', ''],
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; ${words}`,
      ...['--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${id}`, '--b--', ''],
    ].join('\r\n'),
  })

describe('each of those a reply is for', () => {
  it('has an end of their own: the put off are tried again alone, the refused not, nobody gets it twice', async () => {
    desk.sink.manners = {
      recipient: (address) => (address.startsWith('gone') ? 550 : address.startsWith('full') ? 452 : null),
    }
    const { messageId } = await desk.reply(caseId, 'To all', { to: to('mia', 'gone'), cc: to('full') })
    await become(messageId, { mia: 'sent', gone: 'failed', full: 'deferred' })
    const told = await recipients(messageId)
    expect(told.items.map(({ isCopy }) => isCopy)).toEqual([false, false, true])
    expect(told.items[1]).toMatchObject({ reason: expect.any(String), reply: expect.stringContaining('550') })
    expect(Date.parse(told.nextTryAt ?? '')).toBeGreaterThan(Date.now())
    expect(await messageOf(messageId)).toMatchObject({
      delivery: 'bounced',
      deliveryDetail: expect.stringMatching(/Not everybody.*gone@customer/s),
    })
    expect(await attentions()).toEqual([{ reason: 'bounce' }])
    expect(sent()).toEqual([['mia']])

    await desk.platform.db.deleteFrom('attentions').execute()
    desk.sink.manners = {}
    await hurry(desk.platform, messageId)
    await become(messageId, { mia: 'sent', gone: 'failed', full: 'sent' })
    expect(sent()).toEqual([['mia'], ['full']])
    // Nothing new went wrong, so nobody is called once more.
    expect(await attentions()).toEqual([])
  }, 60_000)

  it('that it did not reach can be sent to again by a click, and nobody else is', async () => {
    desk.sink.manners = { recipient: (address) => (address.startsWith('shut') ? 550 : null) }
    const { messageId } = await desk.reply(caseId, 'To both', { to: to('mia', 'shut') })
    await become(messageId, { mia: 'sent', shut: 'failed' })
    desk.sink.manners = {}
    expect((await desk.admin.post(`/cases/${caseId}/messages/${messageId}/sending`, {})).status).toBe(204)
    await become(messageId, { mia: 'sent', shut: 'sent' })
    expect(sent()).toEqual([['mia'], ['shut']])
    expect(await messageOf(messageId)).toMatchObject({ delivery: 'sent', deliveryDetail: null })
  }, 60_000)

  it('is marked by a report that names them, and a delay is no failure', async () => {
    const { messageId } = await desk.reply(caseId, 'To both', { to: to('mia', 'sam') })
    await become(messageId, { mia: 'sent', sam: 'sent' })
    const id = desk.sink.mails[0]?.mail.messageId ?? ''
    await report(id, 'sam@customer.example', 'delayed', '4.2.2', '452 4.2.2 mailbox is full')
    await become(messageId, { mia: 'sent', sam: 'delayed' })
    expect((await messageOf(messageId))?.delivery).toBe('deferred')
    expect(await attentions()).toEqual([])

    await report(id, 'sam@customer.example', 'failed', '5.2.2', '552 5.2.2 mailbox is full')
    await become(messageId, { mia: 'sent', sam: 'bounced' })
    expect((await recipients(messageId)).items[1]).toMatchObject({ reason: 'mailbox-full' })
    expect((await messageOf(messageId))?.delivery).toBe('bounced')
    expect(await attentions()).toEqual([{ reason: 'bounce' }])
    expect(sent()).toEqual([['mia', 'sam']])
  }, 60_000)

  it('is told to nobody who may not see the case, and not of another message', async () => {
    const { messageId } = await desk.reply(caseId, 'Hello', { to: to('mia') })
    await become(messageId, { mia: 'sent' })
    const [first] = await desk.messages(caseId)
    expect((await desk.admin.get(`/cases/${caseId}/messages/${first?.id}/recipients`)).status).toBe(404)
    const stranger = await signedIn(desk, await addStaff(desk.platform.db, { reach: 'own' }))
    expect((await stranger.get(`/cases/${caseId}/messages/${messageId}/recipients`)).status).toBe(404)
  })
})

describe('two replies on one case', () => {
  it('arrive in the order in which they were written, also when the first is put off', async () => {
    desk.sink.manners = { recipient: (address) => (address.startsWith('mia') ? 451 : null) }
    const first = await desk.reply(caseId, 'One', { to: to('mia') })
    await become(first.messageId, { mia: 'deferred' })
    const second = await desk.reply(caseId, 'Two', { to: to('mia', 'sam') })
    await become(second.messageId, { mia: 'queued', sam: 'sent' })
    expect((await recipients(second.messageId)).waiting).toBe('order')
    desk.sink.manners = {}
    await hurry(desk.platform, first.messageId)
    await become(second.messageId, { mia: 'sent', sam: 'sent' })
    const texts = desk.sink.mails
      .filter((mail) => mail.to[0]?.startsWith('mia'))
      .map(({ mail }) => mail.text?.split('\n')[0])
    expect(texts).toEqual(['One', 'Two'])
    expect(desk.sink.mails).toHaveLength(3)
  }, 60_000)

  it('do not hold each other up when they are for different people', async () => {
    desk.sink.manners = { recipient: (address) => (address.startsWith('mia') ? 451 : null) }
    const first = await desk.reply(caseId, 'One', { to: to('mia') })
    await become(first.messageId, { mia: 'deferred' })
    const second = await desk.reply(caseId, 'Two', { to: to('sam') })
    await become(second.messageId, { sam: 'sent' })
  }, 60_000)
})
