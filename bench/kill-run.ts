import { join } from 'node:path'
import pg from 'pg'
import { findPostmaster } from '../server/platform/postgres/pid-file.ts'
import { freePort } from '../tests/harness/free-port.ts'
import { type MailSink, startMailSink } from '../tests/harness/mail-sink.ts'
import { dataFolder, type Running, run } from '../tests/harness/running.ts'
import { foundDesk } from './found.ts'
import { compareBooks, readBooks } from './kill-books.ts'
import { handsAtWork, hire } from './kill-hands.ts'
import { applyLoad, type Ledger, newLedger, rest, type Target } from './kill-load.ts'

const settings = async (sink: MailSink) => ({
  DATA_DIR: await dataFolder(),
  PORT: String(await freePort()),
  SMTP_PORT: String(await freePort()),
  SMTP_ENABLED: 'on',
  SMTP_RELAY: `smtp://127.0.0.1:${sink.port}`,
  UNDO_SECONDS: '0',
  // The harness lets tests skip it; here it is what is tried.
  REGARD_PG_FSYNC: 'on',
  LOG_LEVEL: 'error',
})
type Settings = Awaited<ReturnType<typeof settings>>

const start = async (env: Settings): Promise<Running> => {
  const running = run({ env })
  await running.says('Regard is ready')
  return running
}

const postmaster = (env: Settings) => findPostmaster(join(env.DATA_DIR, 'postgres'))

/** Opens the database, which after a kill of one of its processes takes nobody for a while. */
const connection = async (env: Settings): Promise<pg.Client> => {
  for (const end = Date.now() + 120_000; ; await rest(250)) {
    const database = await postmaster(env)
    const client = new pg.Client({ host: database?.socketDir, user: 'regard', database: 'regard' })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}

/**
 * What is killed, in turn: our process while a mail server still holds its answer to a text, our process at a
 * random moment, the whole machine's worth of processes, and the database under a running desk.
 */
const kinds = ['sending', 'desk', 'everything', 'backend', 'desk', 'everything'] as const
type Kind = (typeof kinds)[number]

const killBackend = async (env: Settings): Promise<void> => {
  const client = await connection(env)
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by random() limit 1`,
  )
  await client.end()
  if (rows[0]) process.kill(rows[0].pid, 'SIGKILL')
}

/** Waits until a text has been taken whose answer is held back, for the kill that must leave it uncertain. */
const textHandedOver = async (sink: MailSink): Promise<() => void> => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    const answer = new Promise<null>((answered) => {
      release = () => answered(null)
    })
    sink.manners.text = () => {
      resolve()
      return answer
    }
  })
  await Promise.race([held, rest(30_000)])
  return () => {
    sink.manners = {}
    release()
  }
}

const kill = async (env: Settings, sink: MailSink, running: Running, kind: Kind): Promise<Running> => {
  if (kind === 'backend') {
    await killBackend(env)
    return running
  }
  const database = kind === 'everything' ? await postmaster(env) : undefined
  const release = kind === 'sending' ? await textHandedOver(sink) : undefined
  running.signal('SIGKILL')
  if (database) process.kill(database.pid, 'SIGKILL')
  await running.ended
  release?.()
  return start(env)
}

/** Waits until nothing is under way: every stored mail read, every outgoing mail at its end. */
const settle = async (client: pg.Client): Promise<void> => {
  for (const end = Date.now() + 180_000; Date.now() < end; await rest(500)) {
    const { rows } = await client.query<{ waiting: string }>(
      `select (select count(*) from raw_mails where state = 'received')
            + (select count(*) from outbox where state in ('held', 'queued', 'sending')) as waiting`,
    )
    if (rows[0]?.waiting === '0') return
  }
}

/** Kills count only when there is something to lose: waits until the desk has acknowledged a little more. */
const underWay = async (ledger: Ledger): Promise<void> => {
  const done = () => ledger.mails.size + ledger.entered.size + ledger.replies.size
  const before = done()
  for (const end = Date.now() + 30_000; done() < before + 5 && Date.now() < end; ) await rest(20)
}

/** A desk after its kills, still running, to be compared with what it had acknowledged. */
export interface Survivor {
  readonly target: Target
  readonly ledger: Ledger
  readonly sink: MailSink
  readonly database: pg.Client
  compare(): Promise<ReturnType<typeof compareBooks>>
  close(): Promise<void>
}

/**
 * Kills a running desk `times` times at random moments under load, restarts it each time, and lets it come to rest.
 * The caller ends it with `close` and `forgetRunning`.
 */
export const killUnderLoad = async (
  times: number,
  tell: (turn: number, ledger: Ledger) => void = () => {},
): Promise<Survivor> => {
  const sink = await startMailSink()
  const env = await settings(sink)
  const ledger = newLedger()
  let running = await start(env)
  const target = await foundDesk(env, running)
  let over = false
  const hands = await hire(target, sink.mails)
  const isOver = () => over
  const load = Promise.all([applyLoad(target, ledger, isOver), handsAtWork(hands, ledger, isOver)])
  try {
    for (let turn = 0; turn < times; turn += 1) {
      await underWay(ledger)
      await rest(Math.random() * 1_500)
      running = await kill(env, sink, running, kinds[turn % kinds.length] ?? 'desk')
      tell(turn + 1, ledger)
    }
    await rest(3_000)
  } finally {
    over = true
    await load
  }
  const database = await connection(env)
  await settle(database)
  return {
    ...{ target, ledger, sink, database },
    compare: async () => compareBooks(ledger, await readBooks(database), sink.mails),
    close: async () => {
      await database.end()
      running.signal('SIGTERM')
      await running.ended
      await sink.close()
    },
  }
}
