// R01, R02, R03: kills the desk at every moment of accepting, fetching and sending mail, and looks for what it promised.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { forgetRunning } from '../tests/harness/running.ts'
import { MailKills } from './mail-kills/run.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    /** Desks beside each other, which share the kills. */
    desks: { type: 'string', default: '2' },
    /** Ends earlier after so long; the report tells how many kills it came to. */
    minutes: { type: 'string', default: '600' },
  },
  allowPositionals: true,
})
const [times, desks] = [Number(values.times), Number(values.desks)]
const begun = Date.now()
const isOver = () => Date.now() - begun > Number(values.minutes) * 60_000
let done = 0

const killOne = async () => {
  const kills = await MailKills.begin()
  while (done < times && !isOver()) {
    done += 1
    await kills.kill()
    process.stderr.write(`\rkilled ${done} of ${times} times `)
  }
  await kills.settle()
  const result = await kills.compare()
  await kills.close()
  return result
}

try {
  const results = await Promise.all(Array.from({ length: desks }, killOne))
  const ok = results.every((each) => each.ok)
  const minutes = Math.round((Date.now() - begun) / 6_000) / 10
  const kills = results.reduce((sum, each) => sum + each.kills, 0)
  const report = JSON.stringify({ ok, kills, minutes, desks: results }, null, 2)
  console.log(report)
  if (kills >= 100) writeFileSync(new URL('results/mail-kills.json', import.meta.url), `${report}\n`)
  process.exitCode = ok ? 0 : 1
} finally {
  await forgetRunning()
}
process.exit()
