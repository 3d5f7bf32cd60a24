import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { forgetRunning, run } from '../../tests/harness/running.ts'
import { foundDesk, ownDesk } from '../found.ts'
import { desksDatabase } from '../kill-database.ts'
import { callApi } from '../kill-load.ts'
import { type BankCall, eventsOfCall, readCalls } from './bank-calls.ts'

const SET = 'calls-bank-1999'
/** Calls told in one request. */
const TOGETHER = 10

/** What the reference file says, in its own words. */
const referenceSchema = z.object({
  served: z.number(),
  abandoned_in_queue: z.number(),
  asa_s_served: z.number(),
  aht_s: z.number(),
})

export interface Measure {
  readonly name: string
  readonly expected: number
  readonly found: number
}

/** Counts served and abandoned calls, mean wait until an answer and mean talk, from the legs on record. */
const measure = async (dataDir: string) => {
  const database = await desksDatabase(dataDir)
  const { rows } = await database.query<Record<'served' | 'abandoned' | 'asa' | 'aht', number>>(
    `select count(*) filter (where how_ended <> 'abandoned')::int as served,
      count(*) filter (where how_ended = 'abandoned')::int as abandoned,
      round(avg(queue_seconds) filter (where how_ended <> 'abandoned'), 3)::float8 as asa,
      round(avg(talk_seconds) filter (where how_ended <> 'abandoned'), 3)::float8 as aht from legs`,
  )
  await database.end()
  const [row] = rows
  if (!row) throw new Error('the desk counts nothing')
  return row
}

const replay = async (calls: readonly BankCall[]) => {
  const env = { ...(await ownDesk()), REGARD_PG_FSYNC: 'off' }
  const running = run({ env })
  await running.says('Regard is ready')
  const target = await foundDesk(env, running)
  for (let start = 0; start < calls.length; start += TOGETHER) {
    const events = calls.slice(start, start + TOGETHER).flatMap(eventsOfCall)
    await callApi(target, 'POST', '/call-events', { system: 'bank', events })
    process.stderr.write(`\r${Math.min(start + TOGETHER, calls.length)} of ${calls.length} calls `)
  }
  process.stderr.write('\n')
  const found = await measure(env.DATA_DIR)
  running.signal('SIGTERM')
  await running.ended
  await forgetRunning()
  return found
}

/**
 * Tells a desk every call of a month through the call-event API and counts what is then on record.
 * @returns null when the data is not present
 */
export const conformCalls = async (dataDir: string): Promise<readonly Measure[] | null> => {
  const folder = join(dataDir, SET)
  if (!existsSync(folder)) return null
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const reference = referenceSchema.parse(JSON.parse(read('reference-metrics.json')))
  const found = await replay(readCalls(read('calls.csv')))
  return [
    { name: 'served', expected: reference.served, found: found.served },
    { name: 'abandoned', expected: reference.abandoned_in_queue, found: found.abandoned },
    { name: 'ASA in s', expected: reference.asa_s_served, found: found.asa },
    { name: 'AHT in s', expected: reference.aht_s, found: found.aht },
  ]
}
