import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { sealMessage } from 'mailauth/lib/arc/index.js'
import { createTransport } from 'nodemailer'
import MailComposer from 'nodemailer/lib/mail-composer'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeLater } from '../../../../tests/harness/closing.ts'
import { startDns, type TestDns } from '../../../../tests/harness/dns.ts'
import { type Arrival, authenticate } from './authenticate.ts'

const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const record = (publicKey: KeyObject) =>
  `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`

let dns: TestDns
beforeAll(async () => {
  dns = await startDns()
  closeLater(dns.close)
})
beforeEach(() => {
  dns.texts.clear()
  dns.silent.clear()
  dns.asked.length = 0
  for (const domain of ['shop.example', 'evil.example', 'list.example'])
    dns.texts.set(`k1._domainkey.${domain}`, record(key.publicKey))
  dns.texts.set('_dmarc.shop.example', 'v=DMARC1; p=reject')
  dns.texts.set('shop.example', 'v=spf1 ip4:192.0.2.7 -all')
  dns.texts.set('evil.example', 'v=spf1 ip4:198.51.100.9 -all')
})

const plain = {
  from: 'Ana <ana@shop.example>',
  to: 'support@desk.test',
  subject: 'Hello',
  text: 'My phone is silent.',
}
const signed = async (domainName: string, more: Record<string, unknown> = {}): Promise<Buffer> => {
  const dkim = { domainName, keySelector: 'k1', privateKey: pem }
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await transport.sendMail({ ...plain, dkim, ...more })
  return message as Buffer
}
const unsigned = () => new MailComposer(plain).compile().build()

const check = (bytes: Buffer, more: Partial<Arrival> = {}) =>
  authenticate({
    ...{ bytes, from: 'ana@shop.example', peer: '198.51.100.9', helo: 'mail.evil.example' },
    ...{ mailFrom: 'eve@evil.example', nameServers: [dns.address], sealers: [] },
    ...more,
  })

describe('who sent a mail', () => {
  it('is proven by the signature of its own domain', async () => {
    expect(await check(await signed('shop.example'))).toEqual({
      ...{ by: 'desk', domain: 'shop.example', dmarc: 'pass', signedBy: ['shop.example'] },
      ...{ sentBy: null, sealedBy: null },
    })
  })

  it('is not, when a word was changed on the way', async () => {
    const changed = Buffer.from((await signed('shop.example')).toString().replace('silent', 'stolen'))
    expect(await check(changed)).toMatchObject({ dmarc: 'fail', signedBy: [] })
  })

  it('is not, by the signature of somebody else, whose keys nobody asks for', async () => {
    expect(await check(await signed('evil.example'))).toMatchObject({ dmarc: 'fail', signedBy: [] })
    expect(dns.asked.filter((name) => name.includes('evil'))).toEqual([])
  })

  it('is proven by the server that its domain allows', async () => {
    const own = { peer: '192.0.2.7', helo: 'mail.shop.example', mailFrom: 'ana@shop.example' }
    expect(await check(await unsigned(), own)).toMatchObject({ dmarc: 'pass', sentBy: 'shop.example' })
    expect(await check(await unsigned(), { ...own, peer: '192.0.2.8' })).toMatchObject({
      dmarc: 'fail',
      sentBy: null,
    })
  })

  it('is not, when another domain allows the server', async () =>
    expect(await check(await unsigned())).toMatchObject({ dmarc: 'fail', sentBy: null }))

  it('stays open where the domain has no rule', async () => {
    dns.texts.delete('_dmarc.shop.example')
    expect(await check(await unsigned())).toMatchObject({ dmarc: 'none', signedBy: [] })
  })

  it('is believed of a list only when we trust its seal, and it saw the mail pass', async () => {
    const sealedAs = async (authResults: string) => {
      const changed = Buffer.from(
        (await signed('shop.example')).toString().replace('silent', 'silent [list]'),
      )
      const seal = {
        signingDomain: 'list.example',
        selector: 'k1',
        privateKey: pem,
        authResults,
        cv: 'none' as const,
      }
      return Buffer.concat([await sealMessage(changed, seal), changed])
    }
    const passed = await sealedAs('list.example; dmarc=pass header.from=shop.example')
    expect(await check(passed, { sealers: ['list.example'] })).toMatchObject({
      dmarc: 'fail',
      sealedBy: 'list.example',
    })
    expect(await check(passed)).toMatchObject({ dmarc: 'fail', sealedBy: null })
    expect(await check(passed, { sealers: ['other.example'] })).toMatchObject({ sealedBy: null })
    const failed = await sealedAs('list.example; dmarc=fail header.from=shop.example')
    expect(await check(failed, { sealers: ['list.example'] })).toMatchObject({ sealedBy: null })
  })
})

describe('what cannot be found out', () => {
  it('is said to be so when the name server of the sender does not answer', async () => {
    dns.silent.add('_dmarc.shop.example')
    expect(await check(await unsigned())).toBeNull()
  }, 30_000)

  it('is so when the sender’s own key cannot be had now, and not when a stranger names one', async () => {
    const own = await signed('shop.example')
    dns.silent.add('k1._domainkey.shop.example').add('k1._domainkey.evil.example')
    expect(await check(own)).toBeNull()
    expect(await check(await signed('evil.example'))).toMatchObject({ dmarc: 'fail' })
  }, 30_000)

  it('costs a bounded number of questions, however many signatures a mail bears', async () => {
    const bytes = await unsigned()
    const lines = Array.from(
      { length: 500 },
      (_, n) =>
        `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=shop.example; s=s${n}; h=from; bh=AAAA; b=AAAA\r\n`,
    )
    expect(await check(Buffer.concat([Buffer.from(lines.join('')), bytes]))).toMatchObject({ dmarc: 'fail' })
    expect(dns.asked.filter((name) => name.includes('_domainkey')).length).toBeLessThanOrEqual(10)
  })
})
