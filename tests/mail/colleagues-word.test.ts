import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { closeLater } from '../harness/closing.ts'
import { startDns } from '../harness/dns.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { ADMIN } from '../harness/web.ts'

const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
const privateKey = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const published = key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const dkim = { domainName: 'school.example', keySelector: 'k1', privateKey }

let desk: MailDesk
let answer: { id: number; inReplyTo: string }
beforeAll(async () => {
  const dns = await startDns()
  closeLater(dns.close)
  dns.texts.set('_dmarc.school.example', 'v=DMARC1; p=none')
  dns.texts.set('k1._domainkey.school.example', `v=DKIM1; k=rsa; p=${published}`)
  desk = await createMailDesk({ MAIL_VERIFY: 'yes', MAIL_DNS: dns.address })
}, 60_000)
beforeEach(async () => {
  desk.sink.mails.length = 0
  await desk.deliver({ from: 'ana@shop.example', to: desk.address, subject: 'Line', text: 'Dead.' })
  await desk.settled()
  const id = (await desk.cases()).at(-1)?.id ?? 0
  await desk.reply(id, 'Since when?', { cc: [ADMIN.email] })
  await expect.poll(() => desk.sink.mails.length, { timeout: 20_000 }).toBeGreaterThan(0)
  answer = { id, inReplyTo: desk.sink.mails[0]?.mail.messageId ?? '' }
})

const write = async (more: Parameters<MailDesk['deliver']>[0]) => {
  const before = (await desk.cases()).length
  const { inReplyTo } = answer
  await desk.deliver({
    from: ADMIN.email,
    to: desk.address,
    subject: 'Re: Line',
    text: 'I know that fault.',
    inReplyTo,
    ...more,
  })
  await desk.settled()
  return (await desk.cases()).length - before
}
const wordsOf = async () => (await desk.messages(answer.id)).map(({ authorKind, text }) => [authorKind, text])
const untouched = [
  ['customer', 'Dead.'],
  ['staff', 'Since when?'],
]
const notes = async () =>
  (await desk.platform.database.pool.query('select text from notes where case_id = $1', [answer.id])).rows

it('a colleague who was copied in and answers by a signed mail leaves a note in their name, and no customer’s word', async () => {
  expect(await write({ dkim })).toBe(0)
  expect(await notes()).toEqual([{ text: 'I know that fault.' }])
  expect(await wordsOf()).toEqual(untouched)
}, 60_000)

it.each([
  ['without proof', {}],
  ['with an attachment', { dkim, attachments: [{ filename: 'plan.txt', content: 'x' }] }],
])(
  '%s it joins nothing and opens a case that says where it may belong',
  async (_how, more) => {
    expect(await write(more)).toBe(1)
    expect(await notes()).toEqual([])
    expect(await wordsOf()).toEqual(untouched)
    const doubt = await desk.admin.get(`/cases/${(await desk.cases()).at(-1)?.id}/doubt`)
    expect(doubt.body).toMatchObject({ belongsTo: { id: answer.id } })
  },
  60_000,
)

it('a colleague who is the customer of the case writes as the customer', async () => {
  await desk.deliver({
    from: ADMIN.email,
    to: desk.address,
    subject: 'My own screen',
    text: 'Flickers.',
    dkim,
  })
  await desk.settled()
  const id = (await desk.cases()).at(-1)?.id ?? 0
  desk.sink.mails.length = 0
  await desk.reply(id, 'Which one?')
  await expect.poll(() => desk.sink.mails.length, { timeout: 20_000 }).toBeGreaterThan(0)
  answer = { id, inReplyTo: desk.sink.mails[0]?.mail.messageId ?? '' }
  expect(await write({ dkim, text: 'The left one.' })).toBe(0)
  expect((await wordsOf()).at(-1)).toEqual(['customer', 'The left one.'])
}, 60_000)
