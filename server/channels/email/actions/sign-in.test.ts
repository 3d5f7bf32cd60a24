import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { closeLater } from '../../../../tests/harness/closing.ts'
import { type OAuthServer, startOAuthServer } from '../../../../tests/harness/oauth-server.ts'
import { type Mailbox, mailboxSchema } from '../contract.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import { expireToken } from '../queries/sign-ins.ts'
import { accessTokenOf, signedServer } from './access-token.ts'
import { ProviderAway, SignInRefused } from './oauth.ts'

let desk: StaffedDesk
let provider: OAuthServer
let box: Mailbox
beforeAll(async () => {
  desk = await createStaffedDesk()
  provider = await startOAuthServer()
  closeLater(provider.close)
})
beforeEach(async () => {
  await desk.platform.db.deleteFrom('mailboxes').execute()
  Object.assign(provider, { refuse: null, lifetimeS: 3_600, pause: async () => {} })
  provider.asked.splice(0)
  const imap = { host: 'imap.school.example', port: 993, security: 'tls', user: 'help@school.example' }
  const smtp = { ...imap, host: 'smtp.school.example', port: 465 }
  const whole = { name: 'Help', address: 'help@school.example', teamId: desk.teamId, imap, smtp }
  box = (await desk.ada.post('/mailboxes', whole)).as(mailboxSchema)
})

const ours = () => ({
  ...{ provider: 'other', clientId: provider.client.id, clientSecret: provider.client.secret },
  ...{ authorizationUrl: `${provider.url}/authorize`, tokenUrl: `${provider.url}/token`, scopes: 'mail' },
})
const begin = async (settings: object = ours()) => {
  const answer = await desk.ada.post(`/mailboxes/${box.id}/sign-in`, settings)
  return (answer.body as { url: string }).url
}
const finish = (back: { state: string; code?: string }, by = desk.ada) =>
  by.post('/mailbox-sign-ins', { state: back.state, ...(back.code && { code: back.code }) })
const signIn = async () => finish(provider.agree(await begin()))
const token = () => accessTokenOf(desk.platform, box.id)
const shown = async () => {
  const { items } = (await desk.ada.get('/mailboxes')).body as { items: Mailbox[] }
  return items[0]?.signIn ?? null
}

describe('signing a mailbox in', () => {
  it('leads to the provider and back, and gives a token; no secret is ever shown or kept in the open', async () => {
    expect(await shown()).toBeNull()
    const url = await begin()
    expect(url).toContain('code_challenge_method=S256')
    expect(url).toContain(encodeURIComponent('http://desk.test/settings/mailboxes'))
    expect(url).not.toContain('canary')
    expect(await shown()).toMatchObject({ provider: 'other', state: 'never' })
    expect((await finish(provider.agree(url))).body).toEqual({ mailboxId: box.id })
    expect(await shown()).toMatchObject({ state: 'signed-in', clientId: 'the-desk' })
    expect(provider.tokens.get((await token()) ?? '')).toBe('help@school.example')
    expect((await desk.ada.get('/mailboxes')).text).not.toMatch(/canary|access-|refresh-/)
    const { rows } = await desk.platform.database.pool.query('select s::text as row from mailbox_sign_ins s')
    expect(rows[0].row).not.toMatch(/canary|access-|refresh-/)
  })

  it('is ended once, by whoever began it, with the state that was given', async () => {
    const back = provider.agree(await begin())
    const other = await desk.at(desk.admin)
    expect((await finish({ ...back, state: 'another' })).body).toMatchObject({
      code: 'email.sign-in-unknown',
    })
    expect((await finish(back, other)).status).toBe(200)
    expect((await finish(back)).body).toMatchObject({ code: 'email.sign-in-unknown' })
    for (const person of [desk.agent, desk.lead]) {
      const colleague = await desk.at(person)
      expect((await finish(back, colleague)).status).toBe(403)
      expect((await colleague.post(`/mailboxes/${box.id}/sign-in`, ours())).status).toBe(403)
    }
  })

  it('that took too long, or that another admin began, leads nowhere', async () => {
    const back = provider.agree(await begin())
    await desk.platform.db.updateTable('mailbox_sign_ins').set({ try_by: desk.leader.staffId }).execute()
    expect((await finish(back)).status).toBe(409)
    const late = provider.agree(await begin())
    await desk.platform.db
      .updateTable('mailbox_sign_ins')
      .set({ try_until: new Date(0) })
      .execute()
    expect((await finish(late)).status).toBe(409)
  })

  it('that the provider or the person refused changes nothing and says what to do', async () => {
    const back = provider.agree(await begin())
    provider.refuse = 'invalid_client'
    const failed = await finish(back)
    expect([failed.status, failed.text]).toEqual([422, expect.stringContaining('did not let us in')])
    const refused = provider.agree(await begin({}))
    expect((await finish({ state: refused.state })).status).toBe(422)
    expect(await shown()).toMatchObject({ state: 'never' })
  })

  it('knows where Google and Microsoft 365 want it', async () => {
    const registered = { clientId: 'id', clientSecret: 'canary' }
    const google = new URL(await begin({ provider: 'google', ...registered }))
    expect(google.origin + google.pathname).toBe('https://accounts.google.com/o/oauth2/v2/auth')
    expect(google.searchParams.get('scope')).toBe('https://mail.google.com/')
    expect(google.searchParams.get('access_type')).toBe('offline')
    const microsoft = new URL(await begin({ provider: 'microsoft', tenant: 'school.example', ...registered }))
    expect(microsoft.pathname).toBe('/school.example/oauth2/v2.0/authorize')
    expect(microsoft.searchParams.get('scope')).toContain('offline_access')
  })

  it.each([
    [{ tokenUrl: 'http://provider.example/token' }, 'tokenUrl'],
    [{ authorizationUrl: 'ftp://127.0.0.1/' }, 'authorizationUrl'],
    [{ tokenUrl: 'https://user:pass@provider.example/' }, 'tokenUrl'],
    [{ tokenUrl: 'nonsense' }, 'tokenUrl'],
    [{ provider: 'other', tokenUrl: undefined }, 'tokenUrl'],
    [{ clientId: undefined }, 'clientId'],
    [{ provider: undefined }, 'provider'],
    [{ tenant: 'a/b' }, 'tenant'],
  ])('%j is refused with the field that is wrong', async (wrong, field) => {
    const answer = await desk.ada.post(`/mailboxes/${box.id}/sign-in`, { ...ours(), ...wrong })
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining(field)])
    expect(await shown()).toBeNull()
  })
})

describe('a secret', () => {
  it('of one provider is not sent to another', async () => {
    await signIn()
    await begin({ ...ours(), clientSecret: undefined, tokenUrl: `${provider.url}/elsewhere` })
    expect(await shown()).toMatchObject({ state: 'never' })
    await expect(token()).rejects.toBeInstanceOf(SignInRefused)
  })

  it('is not handed to a mail server that was exchanged: somebody signs in again', async () => {
    await signIn()
    const version = (await mailboxById(desk.platform.db, box.id))?.version
    const imap = { host: 'imap.evil.example', port: 993, security: 'tls', user: 'help@school.example' }
    expect((await desk.ada.patch(`/mailboxes/${box.id}`, { imap }, version)).status).toBe(200)
    expect(await shown()).toMatchObject({ state: 'never' })
    await expect(token()).rejects.toBeInstanceOf(SignInRefused)
  })

  it('is a token where there is no password, and a password where there is one', async () => {
    await signIn()
    const { db } = desk.platform
    const before = await mailboxById(db, box.id)
    const smtp = { ...box.smtp, password: 'canary-password' }
    await desk.ada.patch(`/mailboxes/${box.id}`, { smtp }, before?.version)
    const mailbox = await mailboxById(db, box.id)
    if (!mailbox) throw new Error('the mailbox is gone')
    const imap = await signedServer(desk.platform, mailbox, 'imap')
    expect(imap).toMatchObject({ password: '', accessToken: expect.stringContaining('access-') })
    expect(await signedServer(desk.platform, mailbox, 'smtp')).not.toHaveProperty('accessToken')
  })

  it('is forgotten when the mailbox goes back to passwords', async () => {
    await signIn()
    expect((await desk.ada.remove(`/mailboxes/${box.id}/sign-in`)).status).toBe(204)
    expect(await token()).toBeNull()
  })
})

describe('a token', () => {
  it('is used until shortly before its end, then refreshed, with the refresh token that came last', async () => {
    await signIn()
    const first = await token()
    expect(await token()).toBe(first)
    for (let round = 0; round < 3; round += 1) {
      await desk.platform.db
        .updateTable('mailbox_sign_ins')
        .set({ access_until: new Date(Date.now() + 60_000) })
        .execute()
      expect(provider.tokens.has((await token()) ?? '')).toBe(true)
    }
    expect(provider.asked).toEqual(['authorization_code', 'refresh_token', 'refresh_token', 'refresh_token'])
    expect(await token()).not.toBe(first)
  })

  it('that a server refused is refreshed whatever its end', async () => {
    await signIn()
    const first = await token()
    await expireToken(desk.platform.db, box.id)
    expect(await token()).not.toBe(first)
  })

  it('is refreshed once, however many ask at the same moment', async () => {
    await signIn()
    await expireToken(desk.platform.db, box.id)
    const all = await Promise.all([token(), token(), token(), token()])
    expect(new Set(all).size).toBe(1)
    expect(provider.asked).toEqual(['authorization_code', 'refresh_token'])
  })

  it('whose refresh is refused is not asked for again until somebody signs in', async () => {
    await signIn()
    await expireToken(desk.platform.db, box.id)
    provider.refuse = 'invalid_grant'
    for (let round = 0; round < 3; round += 1) await expect(token()).rejects.toBeInstanceOf(SignInRefused)
    expect(provider.asked).toEqual(['authorization_code', 'refresh_token'])
    expect(await shown()).toMatchObject({ state: 'ended' })
    provider.refuse = null
    expect((await finish(provider.agree(await begin({})))).status).toBe(200)
    expect(await shown()).toMatchObject({ state: 'signed-in' })
    expect(provider.tokens.has((await token()) ?? '')).toBe(true)
  })

  it('of a provider that is away is asked for again: that is no refusal', async () => {
    await signIn()
    await expireToken(desk.platform.db, box.id)
    provider.refuse = 'away'
    await expect(token()).rejects.toBeInstanceOf(ProviderAway)
    expect(await shown()).toMatchObject({ state: 'signed-in' })
    provider.refuse = null
    expect(provider.tokens.has((await token()) ?? '')).toBe(true)
  })
})

describe('a real mail server that takes tokens (XOAUTH2)', () => {
  const seen: string[] = []
  let port: number
  beforeAll(async () => {
    const server = new SMTPServer({
      ...{ disabledCommands: ['STARTTLS'], authMethods: ['XOAUTH2'], allowInsecureAuth: true },
      onAuth: ({ method, username, accessToken }, _session, answer) => {
        const user = provider.tokens.get(accessToken ?? '')
        seen.push(`${method} ${username}`)
        answer(user === username ? null : new Error('no such token'), { user })
      },
    })
    server.on('error', () => undefined)
    const listening = server.listen(0, '127.0.0.1')
    await once(listening, 'listening')
    port = (listening.address() as AddressInfo).port
    closeLater(() => new Promise<void>((resolve) => server.close(() => resolve())))
  })

  it('lets the mailbox in with its token, as the test button says; with an ended sign-in it says what to do', async () => {
    const smtp = { host: '127.0.0.1', port, security: 'none', user: 'help@school.example' }
    const changed = await desk.ada.patch(`/mailboxes/${box.id}`, { smtp, imap: null }, box.version)
    expect(changed.status).toBe(200)
    const test = async () =>
      ((await desk.ada.post('/mailboxes/test', { mailboxId: box.id, smtp })).body as { smtp: unknown }).smtp
    await signIn()
    expect(await test()).toEqual({ ok: true, words: 'It works: we signed in.' })
    expect(seen).toEqual(['XOAUTH2 help@school.example'])
    await expireToken(desk.platform.db, box.id)
    provider.refuse = 'invalid_grant'
    expect(await test()).toMatchObject({ ok: false, words: expect.stringContaining('Sign in again') })
  })

  it('never sees the token when it is another server than the one that is stored', async () => {
    await signIn()
    seen.splice(0)
    const smtp = { host: '127.0.0.1', port, security: 'none', user: 'help@school.example' }
    const { body } = await desk.ada.post('/mailboxes/test', { mailboxId: box.id, smtp })
    expect(body).toMatchObject({ smtp: { ok: false } })
    expect(seen).toEqual([])
  })
})
