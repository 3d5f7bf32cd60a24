import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { Dovecot, hasDovecot, IMAP_PASSWORD } from '../../../../tests/harness/dovecot.ts'
import { type Fault, type FaultProxy, startFaultProxy } from '../../../../tests/harness/fault-proxy.ts'
import { imapClient } from '../actions/imap-client.ts'
import { alarmsOf } from '../rules/alarm.ts'
import { startFetching } from './fetch.ts'

let desk: StaffedDesk
let dovecot: Dovecot
let proxy: FaultProxy
let user: string
let made = 0
const stops: (() => Promise<void>)[] = []
// As in life, only quicker: what is a minute there is a second here.
const pace = { lookMs: 50, pollMs: 300, silenceMs: 1_500, firstPauseMs: 10, longestPauseMs: 200 }

beforeAll(async () => {
  if (!hasDovecot) return
  desk = await createStaffedDesk()
  dovecot = await Dovecot.start()
  proxy = await startFaultProxy(dovecot.port)
}, 60_000)
afterAll(async () => {
  await proxy?.close()
  await dovecot?.remove()
})
beforeEach(async () => {
  if (!hasDovecot) return
  proxy.mend()
  proxy.heard.splice(0)
  await desk.platform.db.deleteFrom('raw_mails').execute()
  await desk.platform.db.deleteFrom('mailboxes').execute()
  user = `user${++made}`
})
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** At the account itself, beside the line that breaks. */
const inbox = async <T>(work: (client: ReturnType<typeof imapClient>) => Promise<T>, folder = 'INBOX') => {
  const server = {
    host: '127.0.0.1',
    port: dovecot.port,
    security: 'none',
    user,
    password: IMAP_PASSWORD,
  } as const
  const client = imapClient(server, 60_000)
  client.on('error', () => undefined)
  await client.connect()
  try {
    if (folder !== 'INBOX') await client.mailboxCreate(folder)
    await client.mailboxOpen(folder)
    return await work(client)
  } finally {
    client.close()
  }
}
const textOf = (subject: string) =>
  `From: ana@customer.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject}.${user}@x>\r\n\r\n${'Hello. '.repeat(50)}\r\n`
const put = (count: number, folder = 'INBOX') =>
  inbox(async (client) => {
    for (let mail = 0; mail < count; mail += 1) await client.append(folder, textOf(`mail-${++made}`))
  }, folder)
const setUp = (folders = ['INBOX']) =>
  desk.ada.post('/mailboxes', {
    ...{ name: 'Box', address: 'box@desk.test', teamId: desk.teamId, folders },
    imap: { host: '127.0.0.1', port: proxy.port, security: 'none', user, password: IMAP_PASSWORD },
  })
const begin = async () => {
  stops.push(await startFetching(desk.platform, pace))
}
const stored = async () => {
  const rows = await desk.platform.db.selectFrom('raw_mails').select(['imap_uid', 'sha256']).execute()
  return rows.length
}
const arrive = (count: number) =>
  vi.waitFor(async () => expect(await stored()).toBe(count), { timeout: 30_000, interval: 50 })
const unseen = () => inbox(async (client) => ((await client.search({ seen: false })) || []).length)
const box = () => desk.platform.db.selectFrom('mailboxes').selectAll().executeTakeFirstOrThrow()

const client = (line: RegExp) => ({ from: 'client', line }) as const
const server = (line: RegExp) => ({ from: 'server', line }) as const
const faults: [string, Fault][] = [
  ['a reset at signing in', { at: client(/LOGIN|AUTHENTICATE/), what: 'reset' }],
  ['a reset at the choice of the folder', { at: client(/SELECT/), what: 'reset' }],
  ['a reset at the question what is new', { at: client(/UID SEARCH/), what: 'reset' }],
  ['a reset at the question for a text', { at: client(/UID FETCH .*BODY/), what: 'reset' }],
  ['a reset within a text', { at: server(/BODY\[\] \{/), what: 'reset', after: 200 }],
  ['an end within a text', { at: server(/BODY\[\] \{/), what: 'close', after: 200 }],
  ['silence within a text', { at: server(/BODY\[\] \{/), what: 'hang', after: 200 }],
  ['a reset before a mail is marked as seen', { at: client(/UID STORE/), what: 'reset' }],
  ['a reset after it was', { at: server(/FLAGS \(.*Seen/), what: 'reset' }],
  [
    'BYE at the greeting',
    { at: server(/^\* OK/), what: { instead: '* BYE Too many connections' }, ending: 'close' },
  ],
  [
    'BYE instead of a text',
    { at: client(/UID FETCH .*BODY/), what: { say: '* BYE Shutting down' }, ending: 'close' },
  ],
  ['a folder that is in use', { at: client(/SELECT/), what: { say: '$tag NO [INUSE] Later' } }],
  ['a search that fails', { at: client(/UID SEARCH/), what: { say: '$tag NO [SERVERBUG] Oops' } }],
  ['nonsense', { at: client(/UID SEARCH/), what: { say: '* ((( {99999999999}' }, ending: 'hang' }],
  ['a text byte by byte', { at: server(/BODY\[\] \{/), what: 'drip' }],
]

describe.skipIf(!hasDovecot)(
  'fetching over a bad line (where Dovecot is not present, this is skipped)',
  () => {
    it.each(faults)(
      '%s: nothing is lost, nothing doubled',
      async (_name, fault) => {
        await put(3)
        proxy.put(fault)
        await setUp()
        await begin()
        await arrive(3)
        await vi.waitFor(async () => expect(await unseen()).toBe(0), 20_000)
        await put(1)
        await arrive(4)
        await vi.waitFor(async () => expect((await box()).last_error).toBeNull(), 20_000)
      },
      60_000,
    )

    it('a backlog over a line that breaks again and again is fetched whole, without asking twice for much', async () => {
      await put(100)
      for (const count of [5, 20, 30]) {
        const fault: Fault = { at: server(/BODY\[\] \{/), what: 'reset', after: count }
        proxy.put(fault)
      }
      await setUp()
      await begin()
      await arrive(100)
      const asked = proxy.heard.filter((line) => /UID FETCH \d+ .*BODY/.test(line)).length
      expect(asked).toBeLessThanOrEqual(100 + 3)
      await vi.waitFor(async () => expect(await unseen()).toBe(0), 20_000)
    }, 60_000)

    it('a server that is away raises the alarm and, once back, is fetched within its longest pause', async () => {
      await setUp()
      await begin()
      await vi.waitFor(async () => expect((await box()).last_success_at).not.toBeNull(), 20_000)
      await proxy.refuse()
      await vi.waitFor(async () => expect((await box()).last_error).toContain('refuses connections'), 20_000)
      const { last_success_at: lastSuccessAt, ...row } = await box()
      const watched = {
        ...{ isFetched: true, lastSuccessAt, followedSince: row.followed_since, unreadSince: null },
        ...{ lastError: row.last_error, lastErrorSince: row.last_error_since },
        ...{ sendError: null, sendErrorSince: null },
      }
      const [now, month] = [Date.now(), 31 * 86_400_000]
      expect(alarmsOf(watched, new Date(now + 60_000), new Date(0))).toEqual([])
      expect(alarmsOf(watched, new Date(now + 5 * 60_000), new Date(0))[0]?.words).toContain(
        'refuses connections',
      )
      // A month later, with what came meanwhile.
      await desk.platform.db
        .updateTable('mailboxes')
        .set({ last_success_at: new Date(now - month), last_error_since: new Date(now - month) })
        .execute()
      await put(20)
      await proxy.accept()
      await arrive(20)
      await vi.waitFor(async () => expect((await box()).last_error).toBeNull(), 20_000)
    }, 60_000)

    it('a folder made anew (UIDVALIDITY) and mail that others delete lose nothing and double nothing', async () => {
      await put(4, 'Rules')
      await setUp(['INBOX', 'Rules'])
      await begin()
      await arrive(4)
      await inbox(async (account) => {
        await account.mailboxOpen('INBOX')
        await account.mailboxDelete('Rules')
        await account.mailboxCreate('Rules')
        for (let again = made - 1; again <= made; again += 1)
          await account.append('Rules', textOf(`mail-${again}`))
        await account.append('Rules', textOf(`fresh-${user}`))
      })
      await arrive(5)
      const rows = await desk.platform.db
        .selectFrom('mailbox_folders')
        .select(['path', 'last_uid'])
        .orderBy('path')
        .execute()
      await vi.waitFor(() => expect(rows.map(({ path }) => path)).toEqual(['INBOX', 'Rules']))
      await inbox((account) => account.messageDelete('1:*'), 'INBOX')
      await put(2)
      await arrive(7)
    }, 60_000)

    it('a folder that is gone is named, and the others are fetched all the same', async () => {
      await setUp(['INBOX', 'Gone'])
      await put(2)
      await begin()
      await arrive(2)
      await vi.waitFor(
        async () => expect((await box()).last_error).toContain('The folder Gone cannot be opened'),
        20_000,
      )
    }, 60_000)

    it('two processes fetch one mailbox: one at a time, and the other goes on when the first one ends', async () => {
      await setUp()
      await begin()
      await begin()
      await put(10)
      await arrive(10)
      expect(proxy.heard.filter((line) => /UID FETCH \d+ .*BODY/.test(line))).toHaveLength(10)
      await stops.shift()?.()
      await put(5)
      await arrive(15)
      await stops.shift()?.()
      expect((await box()).fetch_leased_until).toBeNull()
    }, 60_000)
  },
)
