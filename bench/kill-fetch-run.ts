import { ImapFlow } from 'imapflow'
import type pg from 'pg'
import { Dovecot, IMAP_PASSWORD } from '../tests/harness/dovecot.ts'
import { type Fault, type FaultProxy, startFaultProxy } from '../tests/harness/fault-proxy.ts'
import { freePort } from '../tests/harness/free-port.ts'
import { dataFolder, type Running, run } from '../tests/harness/running.ts'
import { foundDesk } from './found.ts'
import { compareBooks, readBooks } from './kill-books.ts'
import { desksDatabase } from './kill-database.ts'
import { callApi, type Ledger, newLedger, rest } from './kill-load.ts'

const MAILS_A_KILL = 3
// For a machine that does much besides.
const PATIENCE_MS = 240_000
const USER = 'help'

/** At which word between the desk and the IMAP server the desk dies, and how many ms at most after it. */
const moments = {
  search: { line: /UID SEARCH/i, from: 'client', within: 0 },
  fetch: { line: /UID FETCH .*BODY/i, from: 'client', within: 0 },
  /** The text is on its way: it is received, stored and committed in the next milliseconds. */
  store: { line: /BODY\[\] \{\d+\}/i, from: 'server', within: 25 },
  /** It is on record and not yet marked as seen. */
  flag: { line: /UID STORE .*Seen/i, from: 'client', within: 0 },
  /** It is marked as seen, and the cursor moves in the next milliseconds. */
  cursor: { line: /FETCH \(.*FLAGS \(.*Seen/i, from: 'server', within: 15 },
} as const
export type Moment = keyof typeof moments
export const momentNames = Object.keys(moments) as Moment[]

/** A direct line to the account, for whoever puts mail there and looks at it. */
const account = async (port: number): Promise<ImapFlow> => {
  const auth = { user: USER, pass: IMAP_PASSWORD }
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false })
  client.on('error', () => undefined)
  await client.connect()
  await client.mailboxOpen('INBOX')
  return client
}

const textOf = (subject: string): string =>
  [
    `From: ${subject}@customer.example`,
    'To: help@ledger.example',
    `Subject: ${subject}`,
    `Message-ID: <${subject}@ledger.example>`,
    'Date: Thu, 01 Jan 2026 00:00:00 +0000',
    '',
    `Words of ${subject}.`,
    '',
  ].join('\r\n')

/** What the server takes for seen although the desk has no record of it: the fault this proof is about. */
const seenUnrecorded = async (inbox: ImapFlow, database: pg.Client): Promise<number[]> => {
  const seen = (await inbox.search({ seen: true }, { uid: true })) || []
  const { rows } = await database.query<{ uid: string }>('select imap_uid as uid from raw_mails')
  const recorded = new Set(rows.map(({ uid }) => Number(uid)))
  return seen.filter((uid) => !recorded.has(uid))
}

/** A desk that fetches from a real IMAP server, over a line on which it is killed at a chosen word. */
export class FetchKills {
  readonly ledger: Ledger = newLedger()
  readonly killed: Record<string, number> = {}
  /** UIDs of mails found seen but not on record, right after a kill. */
  readonly lostBehindSeen: number[] = []
  readonly #env: Record<string, string>
  readonly #dovecot: Dovecot
  readonly #proxy: FaultProxy
  readonly #inbox: ImapFlow
  readonly #database: pg.Client
  #running: Running
  #made = 0

  private constructor(parts: {
    env: Record<string, string>
    dovecot: Dovecot
    proxy: FaultProxy
    inbox: ImapFlow
    database: pg.Client
    running: Running
  }) {
    this.#env = parts.env
    this.#dovecot = parts.dovecot
    this.#proxy = parts.proxy
    this.#inbox = parts.inbox
    this.#database = parts.database
    this.#running = parts.running
  }

  static async begin(): Promise<FetchKills> {
    const dovecot = await Dovecot.start()
    const proxy = await startFaultProxy(dovecot.port)
    const env = {
      DATA_DIR: await dataFolder(),
      PORT: String(await freePort()),
      SMTP_PORT: String(await freePort()),
      SMTP_ENABLED: 'on',
      REGARD_PG_FSYNC: 'on',
      LOG_LEVEL: 'error',
    }
    const running = await start(env)
    await running.says('#token=', PATIENCE_MS)
    const target = await foundDesk(env, running)
    const imap = {
      host: '127.0.0.1',
      port: proxy.port,
      security: 'none',
      user: USER,
      password: IMAP_PASSWORD,
    }
    const { items } = await callApi<{ items: { id: number }[] }>(target, 'GET', '/mailboxes')
    // A mailbox of its own: changing the first one needs its version.
    const mailbox = { name: 'Fetched', address: 'fetched@ledger.example', teamId: target.teamId, imap }
    await callApi(target, 'POST', '/mailboxes', mailbox)
    if (items.length === 0) throw new Error('the desk has no mailbox')
    const database = await desksDatabase(env.DATA_DIR)
    const inbox = await account(dovecot.port)
    return new FetchKills({ env, dovecot, proxy, inbox, database, running })
  }

  /** Puts new mail there, and kills the desk at that word of fetching it. */
  async kill(moment: Moment): Promise<void> {
    const { line, from, within } = moments[moment]
    const said = new Promise<void>((resolve) => {
      const what: Fault['what'] = { call: () => resolve() }
      this.#proxy.put({ at: { from, line }, what, ...(within === 0 && { ending: 'hang' as const }) })
    })
    for (let mail = 0; mail < MAILS_A_KILL; mail += 1) {
      const subject = `fetched-${++this.#made}`
      await this.#inbox.append('INBOX', textOf(subject))
      this.ledger.mails.add(subject)
    }
    const struck = await Promise.race([said.then(() => true), rest(PATIENCE_MS).then(() => false)])
    if (!struck) throw new Error(`the desk did not come to "${moment}" in time`)
    if (within > 0) await rest(Math.random() * within)
    this.#running.signal('SIGKILL')
    await this.#running.ended
    this.#proxy.mend()
    this.#proxy.cut()
    this.killed[moment] = (this.killed[moment] ?? 0) + 1
    this.lostBehindSeen.push(...(await seenUnrecorded(this.#inbox, this.#database)))
    // As if the half minute had passed after which another process may fetch.
    await this.#database.query('update mailboxes set fetch_leased_until = null')
    this.#running = await start(this.#env)
  }

  /** Waits until every mail is on record, read and seen; what is not so after that patience is told by `compare`. */
  async settle(): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await rest(250)) {
      const { rows } = await this.#database.query<{ placed: string }>(
        `select count(*) as placed from raw_mails where state = 'placed'`,
      )
      const unseen = (await this.#inbox.search({ seen: false })) || []
      if (Number(rows[0]?.placed) >= this.ledger.mails.size && unseen.length === 0) return
    }
  }

  async compare() {
    const compared = compareBooks(this.ledger, await readBooks(this.#database), [])
    const unseen = ((await this.#inbox.search({ seen: false })) || []).length
    const { lostBehindSeen } = this
    const ok = compared.ok && lostBehindSeen.length === 0 && unseen === 0
    const { lost, doubled } = compared
    return {
      ok,
      killed: this.killed,
      mails: this.ledger.mails.size,
      lost: { cases: lost.cases, unplaced: lost.unplaced, behindSeen: lostBehindSeen, unseen },
      doubled: { cases: doubled.cases },
    }
  }

  async close(): Promise<void> {
    this.#running.signal('SIGTERM')
    await this.#running.ended
    await this.#database.end()
    this.#inbox.close()
    await this.#proxy.close()
    await this.#dovecot.remove()
  }
}

const start = async (env: Record<string, string>): Promise<Running> => {
  const running = run({ env })
  await running.says('Regard is ready', PATIENCE_MS)
  return running
}
