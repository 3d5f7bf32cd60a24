import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { mailboxSchema, mailboxTestSchema } from '../../server/channels/email/contract.ts'
import { Dovecot, hasDovecot, IMAP_PASSWORD } from '../harness/dovecot.ts'
import { freePort } from '../harness/free-port.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
let dovecot: Dovecot
const servers: Dovecot[] = []

beforeAll(async () => {
  if (!hasDovecot) return
  dovecot = await Dovecot.start()
  servers.push(dovecot)
  desk = await createMailDesk()
}, 60_000)
afterAll(async () => {
  for (const server of servers) await server.remove()
})

const account = (user: string, password = IMAP_PASSWORD) => ({
  host: '127.0.0.1',
  port: dovecot.port,
  security: 'none' as const,
  user,
  password,
})
const inbox = async <T>(user: string, work: (client: ImapFlow) => Promise<T>): Promise<T> => {
  const { host, port, password } = account(user)
  const client = new ImapFlow({ host, port, secure: false, auth: { user, pass: password }, logger: false })
  await client.connect()
  try {
    await client.mailboxOpen('INBOX')
    return await work(client)
  } finally {
    await client.logout()
  }
}
const mail = (subject: string) =>
  `From: ana@customer.example\r\nTo: box@desk.test\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@customer.example>\r\n\r\nHello\r\n`
const put = (user: string, ...subjects: string[]) =>
  inbox(user, async (client) => {
    for (const subject of subjects) await client.append('INBOX', mail(subject))
  })
const needs = async () => (await desk.cases()).map((each) => each.need)
const appear = (subjects: string[], timeout = 40_000) =>
  vi.waitFor(async () => expect(await needs()).toEqual(expect.arrayContaining(subjects)), {
    timeout,
    interval: 100,
  })

describe.skipIf(!hasDovecot)(
  'a mailbox fetched by IMAP (where Dovecot is not present, this is skipped)',
  () => {
    it('is fetched from its beginning, marked as seen, never removed, and followed', async () => {
      await put('box', 'first', 'second', 'third')
      const made = await desk.admin.post('/mailboxes', {
        name: 'Box',
        address: 'box@desk.test',
        teamId: 1,
        imap: account('box'),
      })
      expect(made.status).toBe(201)
      expect(made.text).not.toContain(IMAP_PASSWORD)
      await appear(['first', 'second', 'third'])
      const flags = await inbox('box', (client) => client.fetchAll('1:*', { flags: true }))
      expect(flags.map((each) => each.flags?.has('\\Seen'))).toEqual([true, true, true])

      const begun = Date.now()
      await put('box', 'fresh')
      await appear(['fresh'])
      // By IDLE, long before the next look: generous for a busy machine.
      expect(Date.now() - begun).toBeLessThan(15_000)
    }, 90_000)

    it('comes back by itself after its server was away, and misses nothing', async () => {
      await dovecot.halt()
      await vi.waitFor(
        async () => {
          const rows = await desk.platform.db
            .selectFrom('mailboxes')
            .select('last_error')
            .where('name', '=', 'Box')
            .execute()
          expect(rows[0]?.last_error).toMatch(/refuses connections|ended|did not work/)
        },
        { timeout: 40_000, interval: 100 },
      )
      await dovecot.run()
      await put('box', 'after-the-outage')
      await appear(['after-the-outage'], 60_000)
      expect((await needs()).filter((need) => need === 'first')).toHaveLength(1)
    }, 120_000)

    it('makes no second case of a mail that is fetched again or came by SMTP too', async () => {
      const { db } = desk.platform
      const before = (await needs()).length
      await db.updateTable('mailbox_folders').set({ last_uid: 0, uid_validity: 1 }).execute()
      await put('box', 'one-more')
      await appear(['one-more'])
      expect(await needs()).toHaveLength(before + 1)
    }, 60_000)

    it('tells in plain words what is wrong with an account', async () => {
      const test = async (imap: object) =>
        (await desk.admin.post('/mailboxes/test', { imap })).as(mailboxTestSchema).imap
      expect(await test(account('box'))).toEqual({
        ...{ ok: true, words: 'It works: we signed in.', folders: ['INBOX'] },
      })
      expect((await test(account('box', 'wrong')))?.words).toMatch(/does not accept user box/)
      expect((await test({ ...account('box'), port: await freePort() }))?.words).toMatch(
        /refuses connections on port/,
      )
      expect(
        (await test({ ...account('box'), host: 'no-such-host.invalid', security: 'tls' }))?.words,
      ).toMatch(/no server named/)
      expect((await test({ ...account('box'), security: 'tls' }))?.words).toMatch(/encryption does not fit/)
    }, 60_000)

    it('is left alone when it is switched off', async () => {
      const { items } = (await desk.admin.get('/mailboxes')).body as { items: unknown[] }
      const box = items.map((item) => mailboxSchema.parse(item)).find((each) => each.name === 'Box')
      expect(box?.lastSuccessAt).not.toBeNull()
      const off = await desk.admin.patch(`/mailboxes/${box?.id}`, { switchedOff: true }, box?.version)
      expect(off.status).toBe(200)
      await vi.waitFor(
        async () => {
          const row = await desk.platform.db
            .selectFrom('mailboxes')
            .select('fetch_leased_until')
            .where('id', '=', box?.id ?? 0)
            .executeTakeFirst()
          expect(row?.fetch_leased_until).toBeNull()
        },
        { timeout: 40_000, interval: 200 },
      )
      const before = (await needs()).length
      await put('box', 'nobody-fetches-this')
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      expect(await needs()).toHaveLength(before)
    }, 90_000)
  },
)
