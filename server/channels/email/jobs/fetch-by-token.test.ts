import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { Dovecot, hasDovecot, IMAP_PASSWORD } from '../../../../tests/harness/dovecot.ts'
import { type OAuthServer, startOAuthServer } from '../../../../tests/harness/oauth-server.ts'
import { imapClient } from '../actions/imap-client.ts'
import { mailboxSchema } from '../contract.ts'
import { startFetching } from './fetch.ts'

const user = 'help@school.example'
const pace = { lookMs: 50, pollMs: 300, silenceMs: 5_000, firstPauseMs: 10, longestPauseMs: 200 }
const patience = { timeout: 30_000, interval: 50 }

let desk: StaffedDesk
let provider: OAuthServer
let dovecot: Dovecot
let stop: () => Promise<void> = async () => {}
beforeAll(async () => {
  if (!hasDovecot) return
  desk = await createStaffedDesk()
  provider = await startOAuthServer()
  dovecot = await Dovecot.start({ tokensAt: `${provider.url}/whose?token=` })
}, 60_000)
afterEach(() => stop())
afterAll(async () => {
  await dovecot?.remove()
  await provider?.close()
})

const server = () => ({ host: '127.0.0.1', port: dovecot.port, security: 'none' as const, user })
const put = async (subject: string) => {
  const client = imapClient({ ...server(), password: IMAP_PASSWORD }, 30_000)
  await client.connect()
  await client.append('INBOX', `From: ana@customer.example\r\nSubject: ${subject}\r\n\r\nHello\r\n`)
  await client.logout()
}
const box = () => desk.platform.db.selectFrom('mailboxes').selectAll().executeTakeFirstOrThrow()
const stored = async () => (await desk.platform.db.selectFrom('raw_mails').select('id').execute()).length

describe.skipIf(!hasDovecot)(
  'a mailbox without a password (where Dovecot is not present, this is skipped)',
  () => {
    it('is fetched by its OAuth2 token; a token that the server refuses is refreshed, and a sign-in that ended is told', async () => {
      const values = { name: 'Help', address: user, teamId: desk.teamId, imap: server() }
      const { id } = (await desk.ada.post('/mailboxes', values)).as(mailboxSchema)
      const begun = await desk.ada.post(`/mailboxes/${id}/sign-in`, {
        ...{ provider: 'other', clientId: provider.client.id, clientSecret: provider.client.secret },
        ...{
          authorizationUrl: `${provider.url}/authorize`,
          tokenUrl: `${provider.url}/token`,
          scopes: 'mail',
        },
      })
      const { state, code } = provider.agree((begun.body as { url: string }).url)
      expect((await desk.ada.post('/mailbox-sign-ins', { state, code })).status).toBe(200)

      await put('first')
      stop = await startFetching(desk.platform, pace)
      await expect.poll(stored, patience).toBe(1)
      expect((await box()).last_error).toBeNull()

      // Taken back at the provider before its time: Dovecot refuses it, and a new one is asked for.
      await stop()
      provider.tokens.clear()
      const asked = provider.asked.length
      await put('second')
      stop = await startFetching(desk.platform, pace)
      await expect.poll(stored, patience).toBe(2)
      expect(provider.asked.slice(asked)).toContain('refresh_token')

      await stop()
      provider.tokens.clear()
      provider.refuse = 'invalid_grant'
      stop = await startFetching(desk.platform, pace)
      await expect.poll(async () => (await box()).last_error, patience).toMatch(/Sign in again/)
    }, 90_000)
  },
)
