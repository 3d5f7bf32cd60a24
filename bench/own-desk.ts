import type pg from 'pg'
import { freePort } from '../tests/harness/free-port.ts'
import { dataFolder, type Running, run } from '../tests/harness/running.ts'
import { rest } from './kill-load.ts'

/** Settings of a desk of a proof's own, that writes as carefully as one in use. */
export const ownSettings = async (more: Record<string, string> = {}) => ({
  DATA_DIR: await dataFolder(),
  PORT: String(await freePort()),
  SMTP_PORT: String(await freePort()),
  SMTP_ENABLED: 'on',
  UNDO_SECONDS: '0',
  // The harness lets tests skip it; here it is what is tried.
  REGARD_PG_FSYNC: 'on',
  LOG_LEVEL: 'error',
  ...more,
})
export type OwnSettings = Awaited<ReturnType<typeof ownSettings>>

/** Starts the built desk, or starts it again. */
export const startDesk = async (env: OwnSettings): Promise<Running> => {
  const running = run({ env })
  await running.says('Regard is ready')
  return running
}

/** Waits until no stored mail waits to be read, as long as their number goes down within `patienceMs`. */
export const allRead = async (database: pg.Client, patienceMs = 180_000): Promise<void> => {
  let fewest = Number.POSITIVE_INFINITY
  for (let end = Date.now() + patienceMs; Date.now() < end; await rest(500)) {
    const { rows } = await database.query<{ waiting: string }>(
      `select count(*) as waiting from raw_mails where state = 'received'`,
    )
    const waiting = Number(rows[0]?.waiting)
    if (waiting === 0) return
    if (waiting < fewest) end = Date.now() + patienceMs
    fewest = Math.min(fewest, waiting)
  }
  throw new Error(`${fewest} stored mails were not read`)
}
