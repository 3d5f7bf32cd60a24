// Kills the running desk at random moments under load and compares what it acknowledged with what it kept.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { forgetRunning } from '../tests/harness/running.ts'
import { killUnderLoad } from './kill-run.ts'

const { values } = parseArgs({
  options: { times: { type: 'string', default: '200' } },
  allowPositionals: true,
})
const times = Number(values.times)

try {
  const survivor = await killUnderLoad(times, (turn, { mails, replies }) =>
    process.stderr.write(
      `\rkilled ${turn} of ${times} times; acknowledged ${mails.size} mails, ${replies.size} replies `,
    ),
  )
  const { ok, ...result } = await survivor.compare()
  const report = JSON.stringify({ ok, kills: times, ...result }, null, 2)
  console.log(report)
  if (times >= 100) writeFileSync(new URL('results/kill.json', import.meta.url), `${report}\n`)
  process.exitCode = ok ? 0 : 1
  await survivor.close()
} finally {
  await forgetRunning()
}
process.exit()
