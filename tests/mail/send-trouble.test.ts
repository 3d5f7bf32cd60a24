import { beforeAll, beforeEach, expect, it } from 'vitest'
import type { z } from 'zod'
import { mailboxSchema } from '../../server/channels/email/contract.ts'
import { freePort } from '../harness/free-port.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
let caseId: number
beforeAll(async () => {
  desk = await createMailDesk({ SMTP_RELAY: '' })
  await desk.deliver({ from: 'mia@customer.example', to: desk.address, subject: 'Need', text: 'Help.' })
  await desk.settled()
  caseId = (await desk.cases())[0]?.id ?? 0
}, 60_000)
beforeEach(() => {
  desk.sink.manners = {}
  desk.sink.mails.length = 0
})

const mailbox = async (): Promise<z.output<typeof mailboxSchema>> => {
  const { items } = (await desk.admin.get('/mailboxes')).body as { items: unknown[] }
  return mailboxSchema.parse(items[0])
}
const right = () => ({ host: '127.0.0.1', port: desk.sink.port, security: 'none', user: '', password: '' })
const change = async (smtp: object) => {
  const { id, version } = await mailbox()
  expect((await desk.admin.patch(`/mailboxes/${id}`, { smtp }, version)).status).toBe(200)
}
const sending = async () => (await mailbox()).sending
const patience = { timeout: 20_000 }

it.each([
  ['a wrong password', () => ({ user: 'help', password: 'wrong' }), /does not accept user help/],
  ['a server that is away', async () => ({ port: await freePort() }), /refuses connections on port/],
  ['encryption that it does not speak', () => ({ security: 'tls' }), /encryption does not fit/],
])(
  '%s: the mailbox says so with the page that mends it, and its mail leaves once it is mended',
  async (_what, wrong, words) => {
    desk.sink.manners = { signIn: (password) => password === 'right' }
    await change({ ...right(), ...(await wrong()) })
    const { messageId } = await desk.reply(caseId, 'An answer.')
    await expect.poll(async () => (await sending()).error, patience).toMatch(words)
    const trouble = await sending()
    expect(trouble.error).toContain('Settings, Mailboxes')
    expect(trouble.errorSince).not.toBeNull()
    expect(desk.sink.mails).toEqual([])
    await change({ ...right(), user: 'help', password: 'right' })
    await expect.poll(() => desk.sink.mails.length, patience).toBe(1)
    await expect.poll(sending, patience).toMatchObject({ error: null, lastSentAt: expect.any(String) })
    const delivery = async () => (await desk.messages(caseId)).find(({ id }) => id === messageId)?.delivery
    await expect.poll(delivery, patience).toBe('sent')
  },
  60_000,
)

it('a mailbox that is mended while nothing waits says so all the same, and so does a test', async () => {
  const broken = { ...right(), port: await freePort() }
  await change(broken)
  const { id } = await mailbox()
  const tried = await desk.admin.post(`/sending-identities/${id}/test`, {})
  expect(tried.body).toMatchObject({
    ok: false,
    words: expect.stringMatching(/refuses.*Settings, Mailboxes/),
  })
  expect((await sending()).error).toMatch(/refuses/)
  await change(right())
  await expect.poll(async () => (await sending()).error, patience).toBeNull()
  expect(desk.sink.mails).toEqual([])
}, 60_000)
