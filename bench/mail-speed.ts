// How many mails a second go from accepted to visible on a case, beside bare inserts of the same rows.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { diskStore } from '../server/platform/files/disk.ts'
import { openPostgres } from '../server/platform/postgres/index.ts'
import { forgetRunning, run } from '../tests/harness/running.ts'
import { foundDesk, ownDesk } from './found.ts'
import type { Target } from './kill-load.ts'
import { insertOnly, makeFloorTables, traceOf } from './mail-speed/floor.ts'
import { mailOf } from './mail-speed/mails.ts'
import { handOverAll } from './mail-speed/senders.ts'
import { middle } from './ratio.ts'
import { round } from './round.ts'

const { values } = parseArgs({
  options: { mails: { type: 'string', default: '400' }, rounds: { type: 'string', default: '3' } },
  allowPositionals: true,
})
const mails = Number(values.mails)
const rounds = Number(values.rounds)

interface Measured {
  readonly kB: number
  readonly connections: number
  readonly mailsPerSecond: number
  readonly floorPerSecond: number
  readonly ratio: number
}

const env = await ownDesk()

let made = 0
const batch = (target: Target, kB: number, count: number): Buffer[] =>
  Array.from({ length: count }, () => mailOf(`speed-${++made}`, target.address, kB * 1_000))

const count = async (client: pg.Client, where: string): Promise<number> => {
  const { rows } = await client.query<{ n: string }>(`select count(*) as n from raw_mails where ${where}`)
  return Number(rows[0]?.n)
}

const untilVisible = async (client: pg.Client, wanted: number): Promise<void> => {
  const isThere = async () =>
    (await count(client, "state = 'received'")) === 0 && (await count(client, "state = 'placed'")) >= wanted
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Until nothing that a mail set in motion is left to do: what comes later is not to be paid by the next round. */
const untilQuiet = async (client: pg.Client): Promise<void> => {
  const left = 'select 1 from graphile_worker._private_jobs where run_at <= now() limit 1'
  while (((await client.query(left)).rowCount ?? 0) > 0)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

const receivedPerSecond = async (client: pg.Client, target: Target, kB: number, connections: number) => {
  const raw = batch(target, kB, mails)
  const before = await count(client, "state = 'placed'")
  const begun = performance.now()
  await handOverAll(target.smtpPort, connections, raw, target.address)
  await untilVisible(client, before + mails)
  const seconds = (performance.now() - begun) / 1_000
  await untilQuiet(client)
  return mails / seconds
}

const insertedPerSecond = async (url: string, kB: number, connections: number, target: Target) => {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(url)
      await client.connect()
      return client
    }),
  )
  try {
    const [first] = clients
    if (!first) throw new Error('the floor needs a connection')
    const newest = await first.query<{ id: string }>(
      "select max(id) as id from raw_mails where state = 'placed'",
    )
    const trace = await traceOf(first, Number(newest.rows[0]?.id))
    await makeFloorTables(first, trace)
    const files = diskStore(join(env.DATA_DIR, 'floor'))
    const raw = batch(target, kB, mails).entries()
    const begun = performance.now()
    await Promise.all(
      clients.map(async (client) => {
        for (const [, bytes] of raw) await insertOnly(client, files, trace, bytes)
      }),
    )
    return mails / ((performance.now() - begun) / 1_000)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

try {
  const running = run({ env })
  await running.says('Regard is ready')
  const target = await foundDesk(env, running)
  const postgres = await openPostgres({ dataDir: env.DATA_DIR, as: 'guest' })
  const client = new pg.Client(postgres.url).on('error', () => undefined)
  await client.connect()
  await receivedPerSecond(client, target, 1, 4)
  const measured: Measured[] = []
  for (const kB of [1, 10, 100]) {
    for (const connections of [1, 4]) {
      const received: number[] = []
      const inserted: number[] = []
      for (let turn = 0; turn < rounds; turn += 1) {
        received.push(await receivedPerSecond(client, target, kB, connections))
        inserted.push(await insertedPerSecond(postgres.url, kB, connections, target))
      }
      const [mailsPerSecond, floorPerSecond] = [middle(received), middle(inserted)]
      measured.push({
        ...{ kB, connections, mailsPerSecond: round(mailsPerSecond), floorPerSecond: round(floorPerSecond) },
        ratio: round(mailsPerSecond / floorPerSecond),
      })
      console.error(JSON.stringify(measured.at(-1)))
    }
  }
  const report = JSON.stringify({ mails, rounds, measured }, null, 2)
  console.log(report)
  if (mails >= 400) writeFileSync(new URL('results/mail-speed.json', import.meta.url), `${report}\n`)
  await client.end()
  await postgres.stop()
  running.signal('SIGTERM')
  await running.ended
} finally {
  await forgetRunning()
}
process.exit()
