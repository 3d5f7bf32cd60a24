import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addStaff } from '../factories/desk.ts'
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

const messageOf = async (messageId: number, on = desk) =>
  (await on.messages(caseId)).find((message) => message.id === messageId)
const becomes = (messageId: number, delivery: string, on = desk) =>
  expect.poll(async () => (await messageOf(messageId, on))?.delivery, { timeout: 20_000 }).toBe(delivery)
const again = (messageId: number, body: object = {}, on = desk) =>
  on.admin.post(`/cases/${caseId}/messages/${messageId}/sending`, body)

/** A reply whose text was taken and never answered. */
const uncertainReply = async (): Promise<number> => {
  desk.sink.manners = { text: () => 'cut' }
  const { messageId } = await desk.reply(caseId, 'Did it arrive?')
  await becomes(messageId, 'uncertain')
  desk.sink.manners = {}
  return messageId
}

describe('a reply that was refused', () => {
  it('is sent again by a click, under the same Message-ID, and then no more', async () => {
    desk.sink.manners = { recipient: () => 550 }
    const { messageId } = await desk.reply(caseId, 'Hello?')
    await becomes(messageId, 'failed')
    const { header_message_id: header } = await desk.platform.db
      .selectFrom('outbox')
      .select('header_message_id')
      .where('message_id', '=', messageId)
      .executeTakeFirstOrThrow()
    desk.sink.manners = {}
    expect((await again(messageId)).status).toBe(204)
    await becomes(messageId, 'sent')
    expect(desk.sink.mails.map(({ mail }) => mail.messageId)).toEqual([`<${header}>`])
    expect((await messageOf(messageId))?.deliveryDetail).toBeNull()
    const late = await again(messageId, { evenIfArrived: true })
    expect([late.status, late.body]).toMatchObject([409, { code: 'email.not-to-send-again' }])
    expect(desk.sink.mails).toHaveLength(1)
  }, 40_000)

  it('that is refused again says so again, and can be tried once more', async () => {
    desk.sink.manners = { recipient: () => 550 }
    const { messageId } = await desk.reply(caseId, 'Hello?')
    await becomes(messageId, 'failed')
    await again(messageId)
    await becomes(messageId, 'failed')
    desk.sink.manners = {}
    await again(messageId)
    await becomes(messageId, 'sent')
  }, 40_000)

  it('of two clicks at once goes out once', async () => {
    desk.sink.manners = { recipient: () => 550 }
    const { messageId } = await desk.reply(caseId, 'Hello?')
    await becomes(messageId, 'failed')
    desk.sink.manners = {}
    const both = await Promise.all([again(messageId), again(messageId)])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    await becomes(messageId, 'sent')
    expect(desk.sink.mails).toHaveLength(1)
  }, 40_000)
})

describe('a reply that may have arrived', () => {
  it('needs a word that it may arrive twice', async () => {
    const messageId = await uncertainReply()
    for (const body of [{}, { evenIfArrived: false }]) {
      const answer = await again(messageId, body)
      expect([answer.status, answer.body]).toMatchObject([409, { code: 'email.may-have-arrived' }])
    }
    expect((await again(messageId, { evenIfArrived: 'yes' })).status).toBe(400)
    expect((await messageOf(messageId))?.delivery).toBe('uncertain')
    expect((await again(messageId, { evenIfArrived: true })).status).toBe(204)
    await becomes(messageId, 'sent')
    const ids = desk.sink.mails.map(({ mail }) => mail.messageId)
    expect(ids).toHaveLength(2)
    // The same Message-ID: many mail programs show it once.
    expect(new Set(ids).size).toBe(1)
  }, 40_000)
})

it('what is held, sent, taken back, of another case, of a customer or nowhere is not sent again', async () => {
  const { messageId } = await desk.reply(caseId, 'Sent')
  await becomes(messageId, 'sent')
  expect((await again(messageId)).status).toBe(409)
  const [theirs] = await desk.messages(caseId)
  expect((await again(theirs?.id ?? 0)).status).toBe(404)
  expect((await again(999_999)).status).toBe(404)
  const failed = await uncertainReply()
  const elsewhere = caseId + 999
  expect((await desk.admin.post(`/cases/${elsewhere}/messages/${failed}/sending`, {})).status).toBe(404)
}, 40_000)

it('who may not see the case cannot send, and learns nothing', async () => {
  const messageId = await uncertainReply()
  const stranger = await signedIn(desk, await addStaff(desk.platform.db, { reach: 'own' }))
  const body = { evenIfArrived: true }
  expect((await stranger.post(`/cases/${caseId}/messages/${messageId}/sending`, body)).status).toBe(404)
  expect((await messageOf(messageId))?.delivery).toBe('uncertain')
}, 40_000)

it('what nobody could send goes out once somebody can: from the new mailbox, with an address to answer to', async () => {
  const other = await createMailDesk()
  await other.platform.db.updateTable('mailboxes').set({ switched_off_at: new Date() }).execute()
  const teamId = (await other.platform.db.selectFrom('teams').select('id').executeTakeFirstOrThrow()).id
  const customer = { name: 'Ana', addresses: [{ kind: 'email', value: 'ana@customer.example' }] }
  const { id: customerId } = (await other.admin.post('/customers', customer)).body as { id: number }
  const contact = { channel: 'call', startedAt: new Date().toISOString(), summary: 'A call.' }
  const opened = await other.admin.post('/cases', { need: 'Help', teamId, customerId, contact })
  caseId = (opened.body as { id: number }).id
  const { messageId } = await other.reply(caseId, 'By mail, then.')
  await becomes(messageId, 'failed', other)
  await again(messageId, {}, other)
  await becomes(messageId, 'failed', other)
  await other.admin.post('/mailboxes', { name: 'New', address: 'new@desk.test', teamId })
  expect((await again(messageId, {}, other)).status).toBe(204)
  await becomes(messageId, 'sent', other)
  const [mail] = other.sink.mails
  expect(mail).toMatchObject({ from: 'new@desk.test', to: ['ana@customer.example'] })
  expect(mail?.mail.from).toMatchObject({ address: 'new@desk.test' })
  expect(mail?.header('reply-to')).toMatch(/new\+c\d+-\w+@desk\.test/)
}, 60_000)
