import type pg from 'pg'
import { startMailSink } from '../../tests/harness/mail-sink.ts'
import { foundDesk } from '../found.ts'
import { desksDatabase } from '../kill-database.ts'
import { callApi, rest } from '../kill-load.ts'
import { ownSettings, startDesk } from '../own-desk.ts'

/** A desk that runs as an operator starts it, with a customers' mail server beside it. The caller closes it. */
export const runOwnDesk = async (more: Record<string, string>) => {
  const sink = await startMailSink()
  const env = await ownSettings({ SMTP_RELAY: `smtp://127.0.0.1:${sink.port}`, ...more })
  const running = await startDesk(env)
  const target = await foundDesk(env, running)
  const database = await desksDatabase(env.DATA_DIR)
  return {
    ...{ smtpPort: target.smtpPort, address: target.address, sunk: sink.mails, rest },
    reply: (caseId: number, text: string) =>
      callApi(target, 'POST', `/cases/${caseId}/replies`, { text, seenUpTo: 1_000_000_000 }),
    rows: async <T extends pg.QueryResultRow>(sql: string) => (await database.query<T>(sql)).rows,
    close: async () => {
      await database.end()
      running.signal('SIGTERM')
      await running.ended
      await sink.close()
    },
  }
}
