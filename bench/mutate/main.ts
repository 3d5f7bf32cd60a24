import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stopReaders } from '../../server/channels/email/index.ts'
import { installRoot } from '../../server/platform/places.ts'
import { newReading, readOne } from './read-all.ts'
import { mailOfSeed, mailsIn } from './source.ts'
import { openWholePath } from './whole-path.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '16' },
    /** A folder of mails, half of all mutants are made of; those below it that end in .eml. */
    data: { type: 'string', default: join(installRoot, '..', 'shared', 'data') },
    every: { type: 'string', default: '50' },
  },
  allowPositionals: true,
})
const [times, first, every] = [Number(values.times), Number(values.seed), Number(values.every)]
const LIMIT = { cpuMs: 2_800, rssMb: 400 }

const collected = mailsIn(values.data)
const reading = newReading()
const desk = await openWholePath()
let died: unknown = null
void desk.ended.then((how) => {
  died = how
})
// Whoever has to stop it early gets the figures so far.
let isOver = false
process.once('SIGTERM', () => {
  isOver = true
})
for (let turn = 0; turn < times && !isOver; turn += 1) {
  const seed = first + turn
  const mail = mailOfSeed(seed, collected)
  await readOne(reading, seed, mail)
  if (turn % every === 0) {
    await desk
      .send(mail)
      .catch((error: unknown) => reading.failed.push({ seed, what: `was not accepted: ${String(error)}` }))
  }
  if (turn % 500 === 0)
    process.stderr.write(
      `\r${turn} read, ${reading.failed.length} failed, ${reading.cut} cut, ${reading.largest.rssMb} MB, slowest ${reading.slowest.ms} ms `,
    )
}
await stopReaders()
const whole = await desk.compare()
const crashed = died
await desk.close()
const ok =
  reading.failed.length === 0 &&
  crashed === null &&
  whole.changed + whole.missing === 0 &&
  reading.slowest.ms <= LIMIT.cpuMs &&
  Math.max(reading.largest.rssMb, whole.rssMb) <= LIMIT.rssMb
const report = {
  ok,
  seeds: `${first} to ${first + reading.mails - 1}`,
  collected: collected.length,
  reading,
  whole,
  crashed,
}
console.log(JSON.stringify(report, null, 2))
if (reading.mails >= 10_000)
  writeFileSync(join(installRoot, 'bench/results/mutate.json'), `${JSON.stringify(report, null, 2)}\n`)
process.exitCode = ok ? 0 : 1
process.exit()
