// R01: kills a desk again and again while other servers hand mail to it, and looks for what it had said 250 to.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installRoot } from '../server/platform/places.ts'
import { forgetRunning, type Running, run } from '../tests/harness/running.ts'
import { foundDesk } from './found.ts'
import { desksDatabase, postmasterOf } from './kill-database.ts'
import { rest } from './kill-load.ts'
import { allRead, ownSettings, startDesk } from './own-desk.ts'
import { openPost } from './post.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    senders: { type: 'string', default: '8' },
    /** Mails a second that the senders try to hand over. */
    rate: { type: 'string', default: '50' },
  },
  allowPositionals: true,
})
const [times, senders, rate] = [Number(values.times), Number(values.senders), Number(values.rate)]
/** Every so many kills the database is killed with its desk. */
const EVERYTHING = 10
/** Kills come at random within so many ms. */
const LIFE_MS = 3_000

const env = await ownSettings()
let running: Running = await startDesk(env)
const target = await foundDesk(env, running)
const acknowledged = new Set<string>()
const refusals = new Map<string, number>()
let [over, tries, made] = [false, 0, 0]

/** Hands one mail after the other over, each until it is taken, under the same Message-ID. */
const sender = async (): Promise<void> => {
  const post = openPost(target.smtpPort, 0)
  while (!over) {
    const name = `mail-${++made}`
    const head = [`From: ${name}@customer.example`, `To: ${target.address}`, `Subject: ${name}`]
    const raw = Buffer.from(
      [...head, `Message-ID: <${name}@ledger.example>`, '', `Words of ${name}.`, ''].join('\r\n'),
    )
    for (let isTaken = false; !isTaken && !over; ) {
      const begun = Date.now()
      tries += 1
      isTaken = await post.send({ from: `${name}@customer.example`, to: target.address, raw }).then(
        () => true,
        (error: unknown) => {
          const words = String(error).slice(0, 90)
          refusals.set(words, (refusals.get(words) ?? 0) + 1)
          return false
        },
      )
      if (isTaken) acknowledged.add(name)
      await rest(Math.max(10, (senders * 1_000) / rate - (Date.now() - begun)))
    }
  }
  post.close()
}

const kill = async (turn: number): Promise<void> => {
  const database = turn % EVERYTHING === 0 ? await postmasterOf(env.DATA_DIR) : undefined
  running.signal('SIGKILL')
  if (database) process.kill(database.pid, 'SIGKILL')
  await running.ended
  running = run({ env })
}

const load = Promise.all(Array.from({ length: senders }, sender))
const before = { mails: 0, begun: Date.now() }
for (let turn = 1; turn <= times; turn += 1) {
  // Every fourth kill comes at a desk that may still be starting; the others meet one that takes mail.
  if (turn % 4 !== 0) await running.says('Regard is ready', 120_000)
  await rest(Math.random() * LIFE_MS)
  await kill(turn)
  process.stderr.write(
    `\rkilled ${turn} of ${times} times; acknowledged ${acknowledged.size} of ${tries} tries `,
  )
}
await running.says('Regard is ready', 120_000)
await rest(3_000)
over = true
await load
const seconds = Math.round((Date.now() - before.begun) / 1_000)

const database = await desksDatabase(env.DATA_DIR)
await allRead(database)
const { rows } = await database.query<{ need: string; cases: string }>(
  'select need, count(*) as cases from cases group by need',
)
const stored = await database.query<{ state: string; count: string }>(
  'select state, count(*) as count from raw_mails group by state',
)
const messages = await database.query<{ text: string; count: string }>(
  `select text, count(*) as count from messages group by text having count(*) > 1`,
)
await database.end()
const known = new Map(rows.map(({ need, cases }) => [need, Number(cases)]))
const lost = [...acknowledged].filter((name) => !known.has(name))
const doubled = [
  ...[...known].filter(([, cases]) => cases > 1).map(([need]) => need),
  ...messages.rows.map(({ text }) => text),
]
const report = {
  ok: lost.length + doubled.length === 0,
  kills: times,
  ofThemWithDatabase: Math.floor(times / EVERYTHING),
  seconds,
  acknowledged: acknowledged.size,
  tries,
  refusals: Object.fromEntries(refusals),
  cases: known.size,
  stored: Object.fromEntries(stored.rows.map(({ state, count }) => [state, Number(count)])),
  lost,
  doubled,
}
console.log(JSON.stringify(report, null, 2))
if (times >= 100)
  writeFileSync(
    join(installRoot, 'bench/results/kill-reception.json'),
    `${JSON.stringify(report, null, 2)}\n`,
  )
running.signal('SIGTERM')
await running.ended
await forgetRunning()
process.exit(report.ok ? 0 : 1)
