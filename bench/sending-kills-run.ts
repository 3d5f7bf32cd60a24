import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { findPostmaster } from '../server/platform/postgres/pid-file.ts'
import { freePort } from '../tests/harness/free-port.ts'
import { type MailSink, startMailSink } from '../tests/harness/mail-sink.ts'
import { dataFolder, type Running, run } from '../tests/harness/running.ts'
import { foundDesk } from './found.ts'
import { callApi, rest, type Target } from './kill-load.ts'
import { type Books, compareSent } from './sending-kills-books.ts'

/** The moments at which a sender dies, in turn: before the text, after its dot, after the answer, before it is on record. */
export const moments = ['before-text', 'after-dot', 'after-answer', 'before-commit'] as const
export type Moment = (typeof moments)[number]

const REPLIES = 3
const CASES = 40

/** Arms the mail server: `reached` resolves when it has come to the moment at which the sender is to die. */
const arm = (sink: MailSink, moment: Moment): { reached: Promise<void>; release: () => void } => {
  let answer = (_: null): void => {}
  const held = new Promise<null>((resolve) => {
    answer = resolve
  })
  const reached = new Promise<void>((resolve) => {
    const after = (ms: number): null => {
      setTimeout(resolve, ms)
      return null
    }
    const manners: Record<Moment, MailSink['manners']> = {
      'before-text': { recipient: () => after(0) },
      'after-dot': { text: () => after(0) ?? held },
      'after-answer': { text: () => after(1) },
      'before-commit': { text: () => after(Math.random() * 30) },
    }
    sink.manners = manners[moment]
  })
  const release = (): void => {
    sink.manners = {}
    answer(null)
  }
  return { reached, release }
}

const settings = async (sink: MailSink) => ({
  DATA_DIR: await dataFolder(),
  PORT: String(await freePort()),
  SMTP_PORT: String(await freePort()),
  SMTP_ENABLED: 'off',
  SMTP_RELAY: `smtp://127.0.0.1:${sink.port}`,
  UNDO_SECONDS: '0',
  REGARD_PG_FSYNC: 'on',
  LOG_LEVEL: 'error',
})
type Settings = Awaited<ReturnType<typeof settings>>

const startAs = async (env: Settings, role: 'web' | 'worker'): Promise<Running> => {
  const running = run({ env: { ...env, REGARD_ROLE: role } })
  await running.says('Regard is ready')
  return running
}

/** Asks until it is acknowledged, under one key: a busy desk may say "later". */
const insist = async <T>(target: Target, path: string, body: unknown): Promise<T> => {
  const key = randomUUID()
  for (let tries = 1; ; tries += 1)
    try {
      return await callApi<T>(target, 'POST', path, body, key)
    } catch (error) {
      if (tries === 20) throw error
      await rest(500)
    }
}

const enterCases = async (target: Target): Promise<{ id: number }[]> => {
  const cases: { id: number }[] = []
  for (let n = 0; n < CASES; n += 1) {
    const contact = { channel: 'call', startedAt: new Date().toISOString(), summary: 'A call.' }
    const body = { need: `Need ${n}`, teamId: target.teamId, customerId: null, contact }
    cases.push(await insist<{ id: number }>(target, '/cases', body))
  }
  return cases
}

/** Waits until every mail is at its end; those of a killed sender wait for the end of its lease. */
const settle = async (client: pg.Client): Promise<void> => {
  for (const end = Date.now() + 240_000; Date.now() < end; await rest(250)) {
    const { rows } = await client.query(
      `select from outbox where state in ('held', 'queued', 'sending', 'deferred') limit 1`,
    )
    if (rows.length === 0) return
  }
}

/**
 * Kills the process that sends, `times` times, each at the next moment of a mail's way out, and lets the rest leave.
 * Everybody who is written to has an address of their own. The caller ends all with `forgetRunning`.
 * @param isOver asked before each kill: whether it is enough
 */
export const killWhileSending = async (
  times: number,
  tell: (turn: number) => void = () => {},
  isOver: () => boolean = () => false,
) => {
  const sink = await startMailSink()
  const env = await settings(sink)
  const web = await startAs(env, 'web')
  const target = await foundDesk(env, web)
  const cases = await enterCases(target)
  const database = new pg.Client({
    host: (await findPostmaster(join(env.DATA_DIR, 'postgres')))?.socketDir,
    ...{ user: 'regard', database: 'regard' },
  })
  // Told by the next question.
  database.on('error', () => undefined)
  await database.connect()
  let worker = await startAs(env, 'worker')
  const acknowledged = new Map<string, number>()
  const struck: Record<Moment, number> = {
    'before-text': 0,
    'after-dot': 0,
    'after-answer': 0,
    'before-commit': 0,
  }
  const answer = async (address: string): Promise<void> => {
    const caseId = cases[acknowledged.size % cases.length]?.id ?? 0
    const body = { text: `Words for ${address}`, to: [address], seenUpTo: Number.MAX_SAFE_INTEGER }
    const sent = await insist<{ messageId: number }>(target, `/cases/${caseId}/replies`, body)
    acknowledged.set(address, sent.messageId)
  }
  for (let turn = 0; turn < times && !isOver(); turn += 1) {
    const moment = moments[turn % moments.length] ?? 'before-text'
    const { reached, release } = arm(sink, moment)
    for (let n = 0; n < REPLIES; n += 1) await answer(`t${turn}-${n}@customer.example`)
    const inTime = await Promise.race([reached.then(() => true), rest(60_000).then(() => false)])
    worker.signal('SIGKILL')
    await worker.ended
    release()
    if (inTime) struck[moment] += 1
    worker = await startAs(env, 'worker')
    tell(turn + 1)
  }
  await settle(database)
  const books = async (): Promise<Books> => {
    const { rows } = await database.query<Books['outbox'][number]>(
      `select o.message_id::int as "messageId", o.state, o.header_message_id as "headerMessageId", m.delivery
       from outbox o join messages m on m.id = o.message_id order by o.id`,
    )
    return { outbox: rows }
  }
  return {
    ...{ acknowledged, sink, database, struck },
    compare: async () => ({ struck, ...compareSent(acknowledged, await books(), sink.mails) }),
    close: async () => {
      await database.end()
      for (const running of [worker, web]) {
        running.signal('SIGTERM')
        await running.ended
      }
      await sink.close()
    },
  }
}
