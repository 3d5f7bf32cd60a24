// R03: kills the process that sends mail at each moment of a mail's way out and compares what was acknowledged,
// what the desk says of it, and what arrived.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { forgetRunning } from '../tests/harness/running.ts'
import { killWhileSending } from './sending-kills-run.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    /** Stops there with what has been tried. */
    minutes: { type: 'string', default: '600' },
  },
  allowPositionals: true,
})
const times = Number(values.times)
const end = Date.now() + Number(values.minutes) * 60_000

try {
  let kills = 0
  const tell = (turn: number): void => {
    kills = turn
    process.stderr.write(`\rkilled ${turn} of ${times} times `)
  }
  const survivor = await killWhileSending(times, tell, () => Date.now() > end)
  const { ok, ...result } = await survivor.compare()
  const report = JSON.stringify({ ok, kills, ...result }, null, 2)
  console.log(report)
  if (kills >= 100) writeFileSync(new URL('results/sending-kills.json', import.meta.url), `${report}\n`)
  process.exitCode = ok ? 0 : 1
  await survivor.close()
} finally {
  await forgetRunning()
}
process.exit()
