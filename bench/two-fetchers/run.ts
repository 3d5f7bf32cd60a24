import { ImapFlow } from 'imapflow'
import type pg from 'pg'
import { Dovecot, IMAP_PASSWORD } from '../../tests/harness/dovecot.ts'
import { startFaultProxy } from '../../tests/harness/fault-proxy.ts'
import { type Running, run } from '../../tests/harness/running.ts'
import { foundDesk } from '../found.ts'
import { compareBooks, readBooks } from '../kill-books.ts'
import { desksDatabase } from '../kill-database.ts'
import { callApi, newLedger, rest } from '../kill-load.ts'
import { allRead, type OwnSettings, ownSettings } from '../own-desk.ts'

const USER = 'help'
const PATIENCE_MS = 240_000

const textOf = (subject: string): string =>
  [
    ...[`From: ${subject}@customer.example`, 'To: help@ledger.example', `Subject: ${subject}`],
    ...[`Message-ID: <${subject}@ledger.example>`, '', `Words of ${subject}.`, ''],
  ].join('\r\n')

const start = async (env: OwnSettings, role: 'web' | 'worker'): Promise<Running> => {
  const running = run({ env: { ...env, REGARD_ROLE: role } })
  await running.says('Regard is ready', PATIENCE_MS)
  return running
}

const until = async (what: string, isSo: () => Promise<boolean>, patienceMs = PATIENCE_MS): Promise<void> => {
  for (const end = Date.now() + patienceMs; Date.now() < end; await rest(50)) if (await isSo()) return
  throw new Error(`in vain waited for: ${what}`)
}

const mailboxOf = async (database: pg.Client) => {
  const { rows } = await database.query<{ holder: string | null; error: string | null }>(
    `select case when fetch_leased_until > now() then fetch_leased_by end as holder, last_error as error
     from mailboxes where imap is not null`,
  )
  return rows[0] ?? { holder: null, error: null }
}

const storedIn = async (database: pg.Client): Promise<number> =>
  (await database.query('select count(*)::int as n from raw_mails where imap_uid is not null')).rows[0]?.n

/**
 * A backlog of `mails` behind a server that was away, and two processes of a desk that could fetch it. The one that
 * does is killed (-9) when half of it is stored; the other goes on.
 * @param waits whether the other waits for the end of the lease, as in life; else it is taken off the clock
 * @returns what was lost or doubled, and after how many seconds the other one had taken over
 */
export const fetchByTwo = async (mails: number, { waits }: { waits: boolean }) => {
  const dovecot = await Dovecot.start()
  const proxy = await startFaultProxy(dovecot.port)
  const env = await ownSettings()
  const web = await start(env, 'web')
  const target = await foundDesk(env, web)
  await proxy.refuse()
  const server = { host: '127.0.0.1', port: proxy.port, security: 'none' }
  await callApi(target, 'POST', '/mailboxes', {
    ...{ name: 'Fetched', address: 'fetched@ledger.example', teamId: target.teamId },
    imap: { ...server, user: USER, password: IMAP_PASSWORD },
  })
  const database = await desksDatabase(env.DATA_DIR)
  const auth = { user: USER, pass: IMAP_PASSWORD }
  const inbox = new ImapFlow({ ...server, port: dovecot.port, secure: false, auth, logger: false })
  await inbox.connect()
  const ledger = newLedger()
  for (let n = 1; n <= mails; n += 1) {
    await inbox.append('INBOX', textOf(`backlog-${n}`))
    ledger.mails.add(`backlog-${n}`)
  }
  const first = await start(env, 'worker')
  await until('the first one', async () => (await mailboxOf(database)).error !== null)
  const { holder } = await mailboxOf(database)
  // One machine has one port for the listener.
  const second = await start({ ...env, SMTP_ENABLED: 'off' }, 'worker')
  await proxy.accept()
  const patienceMs = PATIENCE_MS + mails * 500
  await until('half of the backlog', async () => (await storedIn(database)) >= mails / 2, patienceMs)
  const held = (await mailboxOf(database)).holder === holder
  first.signal('SIGKILL')
  await first.ended
  const storedThen = await storedIn(database)
  const killed = performance.now()
  if (!waits) await database.query('update mailboxes set fetch_leased_until = null')
  await until('the other one', async () => {
    const now = (await mailboxOf(database)).holder
    return now !== null && now !== holder
  })
  const takenOverAfterS = Math.round((performance.now() - killed) / 100) / 10
  await until('all of it', async () => (await storedIn(database)) >= mails, patienceMs)
  await allRead(database)
  const { lost, doubled, ok } = compareBooks(ledger, await readBooks(database), [])
  await inbox.mailboxOpen('INBOX')
  const unseen = ((await inbox.search({ seen: false })) || []).length
  inbox.close()
  await database.end()
  for (const running of [second, web]) {
    running.signal('SIGTERM')
    await running.ended
  }
  await proxy.close()
  await dovecot.remove()
  return {
    ok: ok && held && unseen === 0 && storedThen < mails,
    ...{ mails, storedThen, takenOverAfterS, unseen },
    lost: { cases: lost.cases, unplaced: lost.unplaced },
    doubled: doubled.cases,
  }
}
