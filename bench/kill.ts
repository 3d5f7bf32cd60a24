// Kills the running desk at random moments under load and compares what it acknowledged with what it kept.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { findPostmaster } from '../server/platform/postgres/pid-file.ts'
import { freePort } from '../tests/harness/free-port.ts'
import { type MailSink, startMailSink } from '../tests/harness/mail-sink.ts'
import { dataFolder, forgetRunning, type Running, run } from '../tests/harness/running.ts'
import { applyLoad, callApi, type Ledger, newLedger, type Target } from './kill-load.ts'

const { values } = parseArgs({
  options: { times: { type: 'string', default: '200' } },
  allowPositionals: true,
})
const times = Number(values.times)

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

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

const found = async (env: Settings, running: Running): Promise<Target> => {
  const url = `http://localhost:${env.PORT}`
  const link = /#token=(\S+)/.exec(running.output())?.[1]
  const person = {
    name: 'Ada',
    email: 'ada@ledger.example',
    password: 'lantern-otter-42',
    organisationName: 'Ledger',
  }
  const headers = { 'content-type': 'application/json', origin: url }
  const setup = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...person, token: link }),
  })
  const cookie = setup.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const scopes = ['cases.read', 'cases.write', 'people.read', 'mailboxes.manage']
  const body = JSON.stringify({ name: 'ledger', scopes })
  const made = await fetch(`${url}/api/v1/tokens`, { method: 'POST', headers: { ...headers, cookie }, body })
  const { token } = (await made.json()) as { token: string }
  const teams = await callApi<{ items: { id: number }[] }>({ url, token }, 'GET', '/teams')
  const teamId = teams.items[0]?.id ?? 0
  const address = 'help@ledger.example'
  await callApi({ url, token }, 'POST', '/mailboxes', { name: 'Help', address, teamId })
  return { url, token, teamId, address, smtpPort: Number(env.SMTP_PORT) }
}

const postmaster = (env: Settings) => findPostmaster(join(env.DATA_DIR, 'postgres'))

/** What is killed: our process, the whole machine's worth of processes, or the database under a running desk. */
const kill = async (
  env: Settings,
  running: Running,
  how: 'desk' | 'everything' | 'backend',
): Promise<Running> => {
  if (how === 'backend') {
    const client = await connection(env)
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() order by random() limit 1`,
    )
    await client.end()
    if (rows[0]) process.kill(rows[0].pid, 'SIGKILL')
    return running
  }
  const database = how === 'everything' ? await postmaster(env) : undefined
  running.signal('SIGKILL')
  if (database) process.kill(database.pid, 'SIGKILL')
  await running.ended
  return start(env)
}

const connection = async (env: Settings): Promise<pg.Client> => {
  const database = await postmaster(env)
  const client = new pg.Client({ host: database?.socketDir, user: 'regard', database: 'regard' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const count = async (client: pg.Client, query: string): Promise<number> =>
  Number((await client.query<{ n: string }>(query)).rows[0]?.n ?? -1)

/** Waits until nothing is under way: every stored mail read, every outgoing mail at its end. */
const settle = async (env: Settings): Promise<void> => {
  const client = await connection(env)
  for (const end = Date.now() + 180_000; Date.now() < end; await rest(500)) {
    const unread = await count(client, `select count(*) as n from raw_mails where state = 'received'`)
    const unsent = await count(
      client,
      `select count(*) as n from outbox where state in ('held', 'queued', 'sending')`,
    )
    if (unread + unsent === 0) break
  }
  await client.end()
}

const reconcile = async (env: Settings, ledger: Ledger, sink: MailSink) => {
  const client = await connection(env)
  const { rows: needs } = await client.query<{ need: string; n: string }>(
    'select need, count(*) as n from cases group by need',
  )
  const casesOf = new Map(needs.map(({ need, n }) => [need, Number(n)]))
  const { rows: outbox } = await client.query<{
    message_id: string
    state: string
    header_message_id: string
  }>('select message_id, state, header_message_id from outbox')
  const byMessage = new Map(outbox.map((row) => [Number(row.message_id), row]))
  const copies = new Map<string, number>()
  for (const { mail } of sink.mails)
    copies.set(mail.messageId ?? '', (copies.get(mail.messageId ?? '') ?? 0) + 1)
  const copiesOf = (id: string | undefined) => copies.get(`<${id}>`) ?? 0
  const replies = [...ledger.replies.values()].map(({ messageId }) => byMessage.get(messageId))
  const { rows: twice } = await client.query(
    'select text from messages where author_kind = $1 group by text having count(*) > 1',
    ['staff'],
  )
  const raw = await count(client, `select count(*) as n from raw_mails where state <> 'placed'`)
  await client.end()
  const acknowledged = [...ledger.mails, ...ledger.entered]
  return {
    acknowledged: {
      mails: ledger.mails.size,
      entered: ledger.entered.size,
      replies: ledger.replies.size,
      tries: ledger.tries,
    },
    lost: {
      cases: acknowledged.filter((need) => !casesOf.has(need)),
      replies: replies.filter(
        (row) => !row || (row.state === 'sent' && copiesOf(row.header_message_id) === 0),
      ).length,
      unplaced: raw,
      unsent: outbox.filter(({ state }) => !['sent', 'uncertain'].includes(state)).map(({ state }) => state),
    },
    duplicates: {
      cases: [...casesOf].filter(([, n]) => n > 1).map(([need]) => need),
      replies: twice.length,
      sent: outbox.filter((row) => copiesOf(row.header_message_id) > 1).length,
    },
    uncertain: outbox.filter(({ state }) => state === 'uncertain').length,
  }
}

/** Kills count only when there is something to lose: waits until the desk has acknowledged a little more. */
const underWay = async (ledger: Ledger): Promise<void> => {
  const done = () => ledger.mails.size + ledger.entered.size + ledger.replies.size
  const before = done()
  for (const end = Date.now() + 30_000; done() < before + 5 && Date.now() < end; ) await rest(20)
}

const sink = await startMailSink()
const env = await settings(sink)
const ledger = newLedger()
let running = await start(env)
let over = false
try {
  const target = await found(env, running)
  const load = applyLoad(target, ledger, () => over)
  const kinds = ['desk', 'everything', 'backend'] as const
  for (let turn = 1; turn <= times; turn += 1) {
    await underWay(ledger)
    await rest(Math.random() * 1_500)
    running = await kill(env, running, kinds[turn % kinds.length] ?? 'desk')
    process.stderr.write(
      `\rkilled ${turn} of ${times} times; acknowledged ${ledger.mails.size} mails, ${ledger.replies.size} replies `,
    )
  }
  await rest(3_000)
  over = true
  await load
  await settle(env)
  const result = { kills: times, ...(await reconcile(env, ledger, sink)) }
  const { lost, duplicates } = result
  const ok =
    [lost.cases, lost.unsent, duplicates.cases].every((list) => list.length === 0) &&
    lost.replies + lost.unplaced + duplicates.replies + duplicates.sent === 0
  console.log(JSON.stringify({ ok, ...result }, null, 2))
  const folder = fileURLToPath(new URL('results', import.meta.url))
  if (times >= 100)
    writeFileSync(join(folder, 'kill.json'), `${JSON.stringify({ ok, ...result }, null, 2)}\n`)
  process.exitCode = ok ? 0 : 1
} finally {
  over = true
  await forgetRunning()
  await sink.close()
}
process.exit()
