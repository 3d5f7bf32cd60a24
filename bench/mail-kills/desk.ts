import { randomUUID } from 'node:crypto'
import { ImapFlow } from 'imapflow'
import type pg from 'pg'
import { Dovecot, IMAP_PASSWORD } from '../../tests/harness/dovecot.ts'
import { type FaultProxy, startFaultProxy } from '../../tests/harness/fault-proxy.ts'
import { type MailSink, startMailSink } from '../../tests/harness/mail-sink.ts'
import { type Running, run } from '../../tests/harness/running.ts'
import { foundDesk } from '../found.ts'
import { desksDatabase, postmasterOf } from '../kill-database.ts'
import { callApi, rest, type Target } from '../kill-load.ts'
import { type OwnSettings, ownSettings } from '../own-desk.ts'

/** For a machine that does much besides. */
export const PATIENCE_MS = 240_000
const USER = 'help'
const CASES = 40

const start = async (env: OwnSettings, role: 'web' | 'worker'): Promise<Running> => {
  const running = run({ env: { ...env, REGARD_ROLE: role } })
  await running.says('Regard is ready', PATIENCE_MS)
  return running
}

/** A direct line to the account that the desk fetches, for whoever puts mail there and looks at it. */
const account = async (port: number): Promise<ImapFlow> => {
  const auth = { user: USER, pass: IMAP_PASSWORD }
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false })
  client.on('error', () => undefined)
  await client.connect()
  await client.mailboxOpen('INBOX')
  return client
}

/** The two mail servers of the world around a desk: one that keeps its mailbox, one that takes what it sends. */
export interface World {
  readonly proxy: FaultProxy
  readonly inbox: ImapFlow
  readonly sink: MailSink
}

/**
 * A desk whose mail runs in a process of its own: it listens, fetches and sends there, and that process dies. The
 * other one keeps the database and takes what staff write.
 */
export class MailDesk {
  readonly target: Target
  readonly world: World
  readonly #env: OwnSettings
  readonly #dovecot: Dovecot
  readonly #caseIds: number[] = []
  #web: Running
  #worker: Running
  #database: pg.Client

  private constructor(parts: {
    env: OwnSettings
    dovecot: Dovecot
    world: World
    target: Target
    web: Running
    worker: Running
    database: pg.Client
  }) {
    this.#env = parts.env
    this.#dovecot = parts.dovecot
    this.world = parts.world
    this.target = parts.target
    this.#web = parts.web
    this.#worker = parts.worker
    this.#database = parts.database
  }

  static async begin(): Promise<MailDesk> {
    const [dovecot, sink] = await Promise.all([Dovecot.start(), startMailSink()])
    const proxy = await startFaultProxy(dovecot.port)
    const env = await ownSettings({ SMTP_RELAY: `smtp://127.0.0.1:${sink.port}` })
    const web = await start(env, 'web')
    const target = await foundDesk(env, web)
    const server = { host: '127.0.0.1', port: proxy.port, security: 'none' }
    await callApi(target, 'POST', '/mailboxes', {
      ...{ name: 'Fetched', address: 'fetched@ledger.example', teamId: target.teamId },
      imap: { ...server, user: USER, password: IMAP_PASSWORD },
    })
    const worker = await start(env, 'worker')
    const inbox = await account(dovecot.port)
    const database = await desksDatabase(env.DATA_DIR)
    const world = { proxy, inbox, sink }
    const desk = new MailDesk({ env, dovecot, world, target, web, worker, database })
    await desk.#enterCases()
    return desk
  }

  get database(): pg.Client {
    return this.#database
  }

  async #enterCases(): Promise<void> {
    const contact = { channel: 'call', startedAt: new Date().toISOString(), summary: 'A call.' }
    for (let n = 0; n < CASES; n += 1) {
      const body = { need: `Need ${n}`, teamId: this.target.teamId, customerId: null, contact }
      this.#caseIds.push((await this.#insist<{ id: number }>('/cases', body)).id)
    }
  }

  /** Asks until it is acknowledged, under one key: a busy desk may say "later". */
  async #insist<T>(path: string, body: unknown): Promise<T> {
    const key = randomUUID()
    for (let tries = 1; ; tries += 1)
      try {
        return await callApi<T>(this.target, 'POST', path, body, key)
      } catch (error) {
        if (tries === 40) throw error
        await rest(250)
      }
  }

  /** Writes to a customer. @returns the message that was acknowledged */
  async write(address: string, turn: number): Promise<number> {
    const caseId = this.#caseIds[turn % CASES] ?? 0
    const body = { text: `Words for ${address}`, to: [address], seenUpTo: Number.MAX_SAFE_INTEGER }
    return (await this.#insist<{ messageId: number }>(`/cases/${caseId}/replies`, body)).messageId
  }

  /** Kills the process of the mail, or all of the desk and its database, and breaks its lines. */
  async kill(isEverything: boolean): Promise<void> {
    const database = isEverything ? await postmasterOf(this.#env.DATA_DIR) : undefined
    const dying = isEverything ? [this.#worker, this.#web] : [this.#worker]
    for (const running of dying) running.signal('SIGKILL')
    if (database) process.kill(database.pid, 'SIGKILL')
    await Promise.all(dying.map(({ ended }) => ended))
    this.world.proxy.mend()
    this.world.proxy.cut()
    if (!isEverything) return
    await this.#database.end().catch(() => undefined)
    this.#web = await start(this.#env, 'web')
    this.#database = await desksDatabase(this.#env.DATA_DIR)
  }

  /** Starts the process of the mail again, as if the half minute had passed after which another one may fetch. */
  async restart(): Promise<void> {
    await this.#database.query('update mailboxes set fetch_leased_until = null')
    this.#worker = await start(this.#env, 'worker')
  }

  async close(): Promise<void> {
    await this.#database.end()
    for (const running of [this.#worker, this.#web]) {
      running.signal('SIGTERM')
      await running.ended
    }
    this.world.inbox.close()
    await this.world.proxy.close()
    await this.world.sink.close()
    await this.#dovecot.remove()
  }
}
