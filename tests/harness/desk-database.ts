import { join } from 'node:path'
import pg from 'pg'
import { findPostmaster } from '../../server/platform/postgres/pid-file.ts'
import type { Desk } from './desk.ts'

/** A statement in the desk's own database, for walks in which time passes: rows are moved back, jobs come due. */
export const inDatabase = async (
  { dataDir, env }: Desk,
  statement: string,
  values: unknown[],
): Promise<void> => {
  const server = await findPostmaster(join(dataDir, 'postgres'))
  const socket = encodeURIComponent(server?.socketDir ?? '')
  const client = new pg.Client({
    connectionString: env.DATABASE_URL ?? `postgres://regard@/regard?host=${socket}`,
  })
  await client.connect()
  await client.query(statement, values).finally(() => client.end())
}

/** Runs a job now instead of at its next minute. */
export const runNow = (desk: Desk, job: string): Promise<void> =>
  inDatabase(desk, 'select graphile_worker.add_job($1, $2)', [job, '{}'])
