// R15: mails that break their reader among others, at a steady pace: how long do their neighbours wait?
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installRoot } from '../server/platform/places.ts'
import { forgetRunning } from '../tests/harness/running.ts'
import { foundDesk } from './found.ts'
import { desksDatabase } from './kill-database.ts'
import { rest } from './kill-load.ts'
import { familyOf, memoryMb } from './memory.ts'
import { allRead, ownSettings, startDesk } from './own-desk.ts'
import { plainMail, poisons } from './poison/mails.ts'
import { openPost } from './post.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '10000' },
    /** Mails a second. */
    rate: { type: 'string', default: '15' },
    /** One in so many is poisonous. */
    every: { type: 'string', default: '50' },
    /** Only what is hostile by itself, without breaking the reader from inside. */
    natural: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const [times, rate, every] = [Number(values.times), Number(values.rate), Number(values.every)]
const P99_SECONDS = 5

const hook = `--import=${join(installRoot, 'bench/poison/hook.mjs')}`
const env = await ownSettings(values.natural ? {} : { NODE_OPTIONS: hook })
const running = await startDesk(env)
const target = await foundDesk(env, running)
const post = openPost(target.smtpPort, 8)
const kinds = Object.keys(poisons)
const sent = new Map<string, string>()
let [rssMb, poisonous] = [0, 0]
const sends: Promise<void>[] = []
for (let turn = 0, begun = Date.now(); turn < times; turn += 1) {
  const isPoison = turn % every === every - 1
  const kind = kinds[poisonous % kinds.length] ?? ''
  const name = isPoison ? `poison-${turn}` : `plain-${turn}`
  const raw = Buffer.from(isPoison ? (poisons[kind]?.(name) ?? '') : plainMail(name))
  if (isPoison) poisonous += 1
  sent.set(createHash('sha256').update(raw).digest('hex'), name)
  sends.push(post.send({ from: `${name}@customer.example`, to: target.address, raw }))
  await rest(Math.max(0, begun + ((turn + 1) * 1_000) / rate - Date.now()))
  if (turn % 100 === 0) {
    rssMb = Math.max(rssMb, Math.round(memoryMb(familyOf(running.pid).slice(0, 1))))
    process.stderr.write(`\r${turn} of ${times}, ${poisonous} poisonous, ${rssMb} MB `)
  }
}
await Promise.all(sends)
post.close()
const database = await desksDatabase(env.DATA_DIR)
await allRead(database)

const waits = await database.query<{ kind: string; n: string; p50: number; p99: number; most: number }>(
  `select split_part(mail_from, '-', 1) as kind, count(*) as n,
     percentile_cont(0.5) within group (order by wait) as p50,
     percentile_cont(0.99) within group (order by wait) as p99, max(wait) as most
   from (select mail_from, extract(epoch from processed_at - received_at)::float8 as wait from raw_mails) as mails
   group by 1`,
)
const became = await database.query<{ kind: string; state: string; reason: string | null; n: string }>(
  `select split_part(mail_from, '-', 1) as kind, state, reason, count(*) as n from raw_mails group by 1, 2, 3 order by 4 desc`,
)
const { rows: kept } = await database.query<{ id: string }>('select id from raw_mails')
await database.end()
let whole = 0
for (const { id } of kept) {
  const answer = await fetch(`${target.url}/api/v1/kept-mails/${id}/raw`, {
    headers: { authorization: `Bearer ${target.token}` },
  })
  if (
    sent.delete(
      createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex'),
    )
  )
    whole += 1
}
const neighbours = waits.rows.find(({ kind }) => kind === 'plain')
const ok = whole === times && (neighbours?.p99 ?? Number.POSITIVE_INFINITY) <= P99_SECONDS
const report = {
  ok,
  mails: times,
  poisonous,
  rate,
  wholeByteForByte: whole,
  rssMb,
  waitsInSeconds: waits.rows,
  became: became.rows,
}
console.log(JSON.stringify(report, null, 2))
if (times >= 1_000)
  writeFileSync(join(installRoot, 'bench/results/poison.json'), `${JSON.stringify(report, null, 2)}\n`)
running.signal('SIGTERM')
await running.ended
await forgetRunning()
process.exit(ok ? 0 : 1)
