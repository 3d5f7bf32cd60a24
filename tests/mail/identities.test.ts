import { generateKeyPairSync } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  dkimKeySchema,
  mailRecipientsSchema,
  sendingIdentitySchema,
} from '../../server/channels/email/contract.ts'
import { startDns, type TestDns } from '../harness/dns.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
let dns: TestDns
let caseId: number
let customer: string
let made = 0
beforeAll(async () => {
  dns = await startDns()
  desk = await createMailDesk({ MAIL_DNS: dns.address })
}, 60_000)
afterAll(() => dns.close())
beforeEach(async () => {
  desk.sink.manners = {}
  customer = `c${++made}@customer.example`
  await desk.deliver({ from: customer, to: desk.address, subject: `N${made}`, text: `Words ${made}.` })
  await desk.settled()
  caseId = (await desk.cases()).at(-1)?.id ?? 0
  desk.sink.mails.length = 0
}, 60_000)

const identities = z.object({ items: z.array(sendingIdentitySchema) })
const identity = async () => {
  const [found] = (await desk.admin.get('/sending-identities')).as(identities).items
  if (!found) throw new Error('there is no identity')
  return found
}
const change = async (body: object) => {
  const { id, version } = await identity()
  return desk.admin.patch(`/sending-identities/${id}`, body, version)
}
const sentMail = async () => {
  await expect.poll(() => desk.sink.mails.length, { timeout: 20_000 }).toBeGreaterThan(0)
  const mail = desk.sink.mails.at(-1)
  if (!mail) throw new Error('no mail')
  return mail
}
const replied = async (more: Record<string, unknown> = {}) => {
  desk.sink.mails.length = 0
  await desk.reply(caseId, 'An answer.', more)
  return sentMail()
}

describe('a mailbox writes', () => {
  it('under the name that was chosen for it, with its signature filled in', async () => {
    for (const [nameStyle, name] of Object.entries((await identity()).names)) {
      expect((await change({ nameStyle, signature: '{{agent.name}}\n{{team.name}}' })).status).toBe(200)
      const { mail } = await replied()
      expect(mail.from).toMatchObject({ name, address: desk.address })
      expect(mail.text).toMatch(/-- \s+Ada/)
      expect(mail.text).not.toContain('{{')
    }
    await change({ nameStyle: 'person-at', signature: '' })
  }, 60_000)

  it('quoting what the customer wrote last, unless its writer or the mailbox does not want that', async () => {
    expect((await replied()).mail.text).toContain(`> Words ${made}.`)
    expect((await replied({ quotes: false })).mail.text).not.toContain('Words')
    await change({ quotes: false })
    expect((await replied()).mail.text).not.toContain('Words')
    expect((await replied({ quotes: true })).mail.text).toContain(`> Words ${made}.`)
    await change({ quotes: true })
  }, 60_000)

  it('never quoting to somebody what another one wrote, nor a note, nor our own words', async () => {
    await desk.admin.post(`/cases/${caseId}/notes`, { text: 'canary-note' })
    const { mail } = await replied({ to: ['stranger@elsewhere.example'] })
    expect(mail.text).not.toMatch(/Words|canary/)
    const again = await replied()
    expect(again.mail.text).toContain(`> Words ${made}.`)
    expect(again.mail.text).not.toMatch(/canary|> An answer/)
  }, 60_000)

  it('a test to whoever asks, and says what its server said', async () => {
    const { id } = await identity()
    const answer = await desk.admin.post(`/sending-identities/${id}/test`, {})
    expect(answer.body).toMatchObject({ ok: true, words: expect.stringMatching(/^250/) })
    expect((await sentMail()).header('subject')).toMatch(/^A test from/)
    desk.sink.manners = { recipient: () => 550 }
    const refused = await desk.admin.post(`/sending-identities/${id}/test`, {})
    expect(refused.body).toMatchObject({ ok: false, words: expect.stringContaining('550') })
  })

  it('no more than it may in a minute: the rest waits in order and says so', async () => {
    const since = new Date(Date.now() - 3_600_000)
    await desk.platform.db.updateTable('outbox').set({ data_begun_at: since }).execute()
    await change({ maxPerMinute: 2 })
    const replies: Awaited<ReturnType<MailDesk['reply']>>[] = []
    for (const text of ['One', 'Two', 'Three', 'Four']) replies.push(await desk.reply(caseId, text))
    const waiting = async (n: number) =>
      (await desk.admin.get(`/cases/${caseId}/messages/${replies[n]?.messageId}/recipients`)).as(
        mailRecipientsSchema,
      ).waiting
    await expect.poll(() => waiting(2), { timeout: 20_000 }).toMatch(/limit|order/)
    await expect.poll(() => waiting(3), { timeout: 20_000 }).toMatch(/limit|order/)
    const words = () => desk.sink.mails.map(({ mail }) => mail.text?.split('\n')[0]?.trim())
    await expect.poll(words, { timeout: 20_000 }).toEqual(['One', 'Two'])
    await change({ maxPerMinute: null })
    await expect.poll(words, { timeout: 20_000 }).toEqual(['One', 'Two', 'Three', 'Four'])
  }, 90_000)

  it('as nobody may set who is no administrator, nor with limits that make no sense', async () => {
    expect((await change({ maxPerMinute: 0 })).status).toBe(400)
    expect((await change({ nameStyle: 'whoever' })).status).toBe(400)
    expect((await desk.admin.patch('/sending-identities/999999', { quotes: true }, 1)).status).toBe(404)
  })
})

describe('a key for signing', () => {
  const verdict = async (raw: string) => {
    const { results } = await dkimVerify(Buffer.from(raw), {
      resolver: async (name: string) => {
        const text = dns.texts.get(name.toLowerCase())
        if (!text) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
        return [[text]]
      },
    })
    return results.map(({ status }: { status: { result: string } }) => status.result)
  }
  const ownKey = () =>
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).privateKey
  const set = async (body: object = { domain: 'desk.test' }) =>
    (await desk.admin.post('/dkim-keys', body)).as(dkimKeySchema)
  const check = async (id: number) => (await desk.admin.post(`/dkim-keys/${id}/check`, {})).as(dkimKeySchema)

  it('signs from the moment on at which its record is found, and whoever verifies believes it', async () => {
    const key = await set()
    expect(JSON.stringify(key)).not.toContain('PRIVATE')
    expect((await check(key.id)).trouble).toMatch(/no DKIM record/)
    expect((await replied()).header('dkim-signature')).toBeUndefined()
    dns.texts.set(key.record.name, 'v=DKIM1; k=rsa; p=b3RoZXI=')
    expect((await check(key.id)).trouble).toMatch(/another key/)
    dns.texts.set(key.record.name, key.record.value)
    expect(await check(key.id)).toMatchObject({ trouble: null, signsSince: expect.any(String) })

    const html = `<p>Ça va? ${'long '.repeat(500)}</p>`
    const mail = await replied({ html, text: '.\nFrom me\n..\nÇa va?' })
    expect(mail.header('dkim-signature')).toMatch(/d=desk\.test;.*s=regard;.*h=from:/s)
    expect(await verdict(mail.raw)).toEqual(['pass'])
    expect(await verdict(mail.raw.replace('From me', 'From you'))).toEqual(['neutral'])
    const stored = await desk.platform.db.selectFrom('dkim_keys').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(stored)).not.toContain('PRIVATE')
  }, 60_000)

  it('may be brought along when it is strong enough, and be forgotten', async () => {
    const weak = await desk.admin.post('/dkim-keys', { domain: 'desk.test', privateKey: 'not a key' })
    expect([weak.status, weak.text]).toEqual([400, expect.stringContaining('2048')])
    const key = await set({ domain: 'Desk.test', selector: 'own', privateKey: ownKey() })
    dns.texts.set('own._domainkey.desk.test', key.record.value)
    await check(key.id)
    expect(await verdict((await replied()).raw)).toEqual(['pass'])
    expect((await desk.admin.remove(`/dkim-keys/${key.id}`)).status).toBe(204)
    expect((await replied()).header('dkim-signature')).toBeUndefined()
    expect((await desk.admin.post(`/dkim-keys/${key.id}/check`, {})).status).toBe(404)
  }, 60_000)

  it.each(['localhost', 'a b.example', 'x.example; p=evil', '-a.example', 'ü.example'])(
    'is for a domain, not for %j',
    async (domain) => expect((await desk.admin.post('/dkim-keys', { domain })).status).toBe(400),
  )

  it('of name servers that are silent nothing is known', async () => {
    const key = await set()
    dns.silent.add(key.record.name)
    expect((await check(key.id)).trouble).toMatch(/did not answer/)
  }, 30_000)
})
