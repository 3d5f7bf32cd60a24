// Kills the running desk at every word of fetching mail from a real IMAP server, and compares what came of it.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { forgetRunning } from '../tests/harness/running.ts'
import { FetchKills, momentNames } from './kill-fetch-run.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    /** Ends earlier after so long; the report tells how many kills it came to. */
    minutes: { type: 'string', default: '600' },
  },
  allowPositionals: true,
})
const times = Number(values.times)
const begun = Date.now()

try {
  const kills = await FetchKills.begin()
  const isOver = () => Date.now() - begun > Number(values.minutes) * 60_000
  let done = 0
  while (done < times && !isOver()) {
    await kills.kill(momentNames[done % momentNames.length] ?? 'fetch')
    done += 1
    process.stderr.write(`\rkilled ${done} of ${times} times; ${kills.ledger.mails.size} mails `)
  }
  await kills.settle()
  const { ok, ...result } = await kills.compare()
  const minutes = Math.round((Date.now() - begun) / 6_000) / 10
  const report = JSON.stringify({ ok, kills: done, minutes, ...result }, null, 2)
  console.log(report)
  if (done >= 100) writeFileSync(new URL('results/kill-fetch.json', import.meta.url), `${report}\n`)
  process.exitCode = ok ? 0 : 1
  await kills.close()
} finally {
  await forgetRunning()
}
process.exit()
