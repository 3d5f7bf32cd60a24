// Does the desk hold more memory the more mails it has taken? Mails go through its listener onto cases; at each step
// its memory is read after a forced collection.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installRoot } from '../server/platform/places.ts'
import { forgetRunning, type Running, run } from '../tests/harness/running.ts'
import { foundDesk } from './found.ts'
import { desksDatabase } from './kill-database.ts'
import { rest } from './kill-load.ts'
import { growth, type Held } from './mail-memory/slope.ts'
import { mailOf } from './mail-speed/mails.ts'
import { handOverAll } from './mail-speed/senders.ts'
import { allRead, ownSettings } from './own-desk.ts'
import { round } from './round.ts'

const { values } = parseArgs({
  options: {
    mails: { type: 'string', default: '100000' },
    steps: { type: 'string', default: '40' },
    kB: { type: 'string', default: '1' },
    /** Ends earlier after so long; the report tells how many mails it came to. */
    minutes: { type: 'string', default: '600' },
  },
  allowPositionals: true,
})
const [mails, steps, kB] = [Number(values.mails), Number(values.steps), Number(values.kB)]
/** In MB for 10,000 mails: less is what a heap of this size breathes. */
const FLAT = 5
const end = Date.now() + Number(values.minutes) * 60_000

const memoryOf = async (running: Running) => {
  const said = () => running.output().match(/^memory .*$/gm) ?? []
  const before = said().length
  running.signal('SIGUSR2')
  while (said().length === before) await rest(20)
  const { rss, heapUsed, external } = JSON.parse(said().at(-1)?.slice('memory '.length) ?? '{}')
  return { mb: round(rss / 1_048_576), heapMb: round((heapUsed + external) / 1_048_576) }
}

try {
  const hook = `--import=${join(installRoot, 'bench/mail-memory/hook.mjs')}`
  // What is forced to the disk costs time and no memory of ours.
  const env = await ownSettings({ NODE_OPTIONS: hook, REGARD_PG_FSYNC: 'off' })
  const running = run({ env })
  await running.says('Regard is ready')
  const target = await foundDesk(env, running)
  const database = await desksDatabase(env.DATA_DIR)
  const held: (Held & { heapMb: number })[] = []
  const step = Math.ceil(mails / steps)
  let made = 0
  while (made < mails && Date.now() < end) {
    const some = Array.from({ length: Math.min(step, mails - made) }, () =>
      mailOf(`memory-${++made}`, target.address, kB * 1_000),
    )
    await handOverAll(target.smtpPort, 4, some, target.address)
    await allRead(database)
    held.push({ mails: made, ...(await memoryOf(running)) })
    console.error(JSON.stringify(held.at(-1)))
  }
  const grows = {
    rssMbPer10000: round(growth(held)),
    heapMbPer10000: round(growth(held.map((each) => ({ ...each, mb: each.heapMb })))),
  }
  const ok = grows.heapMbPer10000 <= FLAT && grows.rssMbPer10000 <= FLAT
  const placed = await database.query("select count(*)::int as n from raw_mails where state = 'placed'")
  const report = JSON.stringify({ ok, mails: made, placed: placed.rows[0]?.n, kB, ...grows, held }, null, 2)
  console.log(report)
  if (made >= 10_000) writeFileSync(new URL('results/mail-memory.json', import.meta.url), `${report}\n`)
  process.exitCode = ok ? 0 : 1
  await database.end()
  running.signal('SIGTERM')
  await running.ended
} finally {
  await forgetRunning()
}
process.exit()
