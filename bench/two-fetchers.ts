// Two processes of a desk and one mailbox with a backlog: one fetches, is killed in the middle, the other goes on.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { forgetRunning } from '../tests/harness/running.ts'
import { fetchByTwo } from './two-fetchers/run.ts'

const { values } = parseArgs({
  options: { mails: { type: 'string', default: '2000' } },
  allowPositionals: true,
})
try {
  const result = await fetchByTwo(Number(values.mails), { waits: true })
  const report = JSON.stringify(result, null, 2)
  console.log(report)
  if (result.mails >= 2_000)
    writeFileSync(new URL('results/two-fetchers.json', import.meta.url), `${report}\n`)
  process.exitCode = result.ok ? 0 : 1
} finally {
  await forgetRunning()
}
process.exit()
