// Sends labelled mails to the running desk and counts those that join a case where they do not belong (R19).
import { parseArgs } from 'node:util'
import { forgetRunning } from '../tests/harness/running.ts'
import { runOwnDesk } from './threading/own.ts'
import { threadMails } from './threading/run.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
  },
  allowPositionals: true,
})

try {
  const desk = await runOwnDesk({ TRUSTED_AUTHSERV_ID: 'mx.threading.example' })
  const result = await threadMails(desk, { times: Number(values.times), seed: Number(values.seed) })
  console.log(JSON.stringify(result, null, 2))
  process.exitCode = result.falseJoins.length === 0 && result.rightPercent >= 99 ? 0 : 1
  await desk.close()
} finally {
  await forgetRunning()
}
process.exit()
