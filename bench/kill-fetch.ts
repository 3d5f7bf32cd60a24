// Kills the running desk at every word of fetching mail from a real IMAP server, and compares what came of it.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { forgetRunning } from '../tests/harness/running.ts'
import { FetchKills, momentNames } from './kill-fetch-run.ts'

const { values } = parseArgs({
  options: { times: { type: 'string', default: '200' } },
  allowPositionals: true,
})
const times = Number(values.times)
const begun = Date.now()

try {
  const kills = await FetchKills.begin()
  for (let turn = 0; turn < times; turn += 1) {
    await kills.kill(momentNames[turn % momentNames.length] ?? 'fetch')
    process.stderr.write(`\rkilled ${turn + 1} of ${times} times; ${kills.ledger.mails.size} mails `)
  }
  await kills.settle()
  const { ok, ...result } = await kills.compare()
  const minutes = Math.round((Date.now() - begun) / 6_000) / 10
  const report = JSON.stringify({ ok, kills: times, minutes, ...result }, null, 2)
  console.log(report)
  if (times >= 100) writeFileSync(new URL('results/kill-fetch.json', import.meta.url), `${report}\n`)
  process.exitCode = ok ? 0 : 1
  await kills.close()
} finally {
  await forgetRunning()
}
process.exit()
