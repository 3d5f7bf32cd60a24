import type pg from 'pg'
import { type MailSink, startMailSink } from '../tests/harness/mail-sink.ts'
import type { Running } from '../tests/harness/running.ts'
import { foundDesk } from './found.ts'
import { compareBooks, readBooks } from './kill-books.ts'
import { desksDatabase, postmasterOf } from './kill-database.ts'
import { handsAtWork, hire } from './kill-hands.ts'
import { applyLoad, type Ledger, newLedger, rest, type Target } from './kill-load.ts'
import { type OwnSettings, ownSettings, startDesk } from './own-desk.ts'

/**
 * What is killed, in turn: our process while a mail server still holds its answer to a text, our process at a
 * random moment, the whole machine's worth of processes, and the database under a running desk.
 */
const kinds = ['sending', 'desk', 'everything', 'backend', 'desk', 'everything'] as const
type Kind = (typeof kinds)[number]

const killBackend = async (env: OwnSettings): Promise<void> => {
  const client = await desksDatabase(env.DATA_DIR)
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

const kill = async (env: OwnSettings, sink: MailSink, running: Running, kind: Kind): Promise<Running> => {
  if (kind === 'backend') {
    await killBackend(env)
    return running
  }
  const database = kind === 'everything' ? await postmasterOf(env.DATA_DIR) : undefined
  const release = kind === 'sending' ? await textHandedOver(sink) : undefined
  running.signal('SIGKILL')
  if (database) process.kill(database.pid, 'SIGKILL')
  await running.ended
  release?.()
  return startDesk(env)
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
  const env = await ownSettings({ SMTP_RELAY: `smtp://127.0.0.1:${sink.port}` })
  const ledger = newLedger()
  let running = await startDesk(env)
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
  const database = await desksDatabase(env.DATA_DIR)
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
