import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { doubtSchema, mailSideSchema } from '../../server/channels/email/contract.ts'
import { closeLater } from '../harness/closing.ts'
import { startDns, type TestDns } from '../harness/dns.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
const privateKey = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const published = key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
const dkim = { domainName: 'shop.example', keySelector: 'k1', privateKey }

let dns: TestDns
let desk: MailDesk
let sent = 0
beforeAll(async () => {
  dns = await startDns()
  closeLater(dns.close)
  dns.texts.set('_dmarc.shop.example', 'v=DMARC1; p=none')
  dns.texts.set('k1._domainkey.shop.example', `v=DKIM1; k=rsa; p=${published}`)
  dns.texts.set('small.example', 'v=spf1 ip4:127.0.0.1 -all')
  desk = await createMailDesk({
    MAIL_VERIFY: 'yes',
    MAIL_DNS: dns.address,
    TRUSTED_AUTHSERV_ID: 'mx.desk.test',
  })
}, 60_000)
beforeEach(() => dns.silent.clear())

const deliver = async (mail: Parameters<MailDesk['deliver']>[0]): Promise<number> => {
  await desk.deliver({ to: desk.address, subject: `Mail ${++sent}`, text: `Words ${sent}`, ...mail })
  await desk.settled()
  return (await desk.cases()).at(-1)?.id ?? 0
}
const sides = async (caseId: number) =>
  (await desk.admin.get(`/cases/${caseId}/mail-sides`)).as(z.object({ items: z.array(mailSideSchema) })).items
const standing = async (caseId: number) => (await sides(caseId))[0]?.sender ?? null
const doubt = async (caseId: number) =>
  (await desk.admin.get(`/cases/${caseId}/doubt`)).as(doubtSchema).belongsTo

describe('our own listener as the mail server of its domain', () => {
  it('says by whom a mail is signed', async () => {
    const caseId = await deliver({ from: 'ana@shop.example', dkim })
    expect(await standing(caseId)).toEqual({ standing: 'signed', domain: 'shop.example' })
  }, 60_000)

  it('says which domain allows the server, by the address that really connected', async () => {
    const caseId = await deliver({ from: 'ben@small.example' })
    expect(await standing(caseId)).toEqual({ standing: 'sent', domain: 'small.example' })
  }, 60_000)

  it('believes no header that came with a mail, whatever name it bears', async () => {
    const value = 'mx.desk.test; dmarc=pass header.from=shop.example; dkim=pass header.d=shop.example'
    const headers = [{ key: 'Authentication-Results', value }]
    const caseId = await deliver({ from: 'ana@shop.example', headers })
    expect(await standing(caseId)).toEqual({ standing: 'failed', domain: 'shop.example' })
  }, 60_000)

  it('says nothing, and takes the mail, while the name server of the sender is silent', async () => {
    dns.silent.add('_dmarc.quiet.example')
    const caseId = await deliver({ from: 'cas@quiet.example' })
    expect(await standing(caseId)).toBeNull()
  }, 60_000)

  it('shows who wrote when the answer is wanted elsewhere, and who else reads along, which no team of ours does', async () => {
    const team = { team_id: 1, address: 'team@desk.test' }
    await desk.platform.db.insertInto('team_addresses').values(team).execute()
    const caseId = await deliver({
      ...{ from: 'dee@shop.example', replyTo: 'else@where.example', dkim },
      cc: ['eva@shop.example', team.address],
    })
    expect((await sides(caseId))[0]).toMatchObject({
      ...{ from: 'dee@shop.example', replyTo: ['else@where.example'], copies: ['eva@shop.example'] },
    })
  }, 60_000)

  it('tells nothing of a case that does not exist', async () =>
    expect((await desk.admin.get('/cases/999999/mail-sides')).status).toBe(404))
})

describe('T31: a mail that its own domain disowns', () => {
  it('joins no case, even with the right address to answer to, and says where it may belong', async () => {
    const caseId = await deliver({ from: 'fay@shop.example', subject: 'My bill', dkim })
    await desk.reply(caseId, 'We look into it.')
    await expect.poll(() => desk.sink.mails.length, { timeout: 20_000 }).toBeGreaterThan(0)
    const ours = desk.sink.mails.at(-1)
    const answer = {
      ...{ from: 'fay@shop.example', subject: 'Re: My bill', inReplyTo: ours?.header('message-id') ?? '' },
      ...{ to: ours?.mail.replyTo?.[0]?.address ?? '', replyTo: 'eve@evil.example' },
    }
    const forged = await deliver(answer)
    expect(forged).not.toBe(caseId)
    expect((await doubt(forged))?.id).toBe(caseId)
    expect(await desk.messages(caseId)).toHaveLength(2)
    await desk.reply(forged, 'Is this you?')
    await expect.poll(() => desk.sink.mails.at(-1)?.to, { timeout: 20_000 }).toEqual(['fay@shop.example'])
    expect(await deliver({ ...answer, dkim })).toBe(forged)
    expect(await desk.messages(caseId)).toHaveLength(3)
  }, 60_000)
})
