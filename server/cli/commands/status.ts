import { sql } from 'kysely'
import { deskSettings } from '../../people/index.ts'
import { version } from '../../platform/places.ts'
import type { Platform } from '../../platform/platform.ts'
import { localAddress } from '../../platform/process/local-address.ts'
import { type Command, readWords } from '../command.ts'
import { withDesk } from '../with-desk.ts'

/** `regard status`: what runs, where, how much, and what is stuck. */
export const status: Command = {
  usage: '[--json]',
  run: (words) => {
    const { values } = readWords(words, { json: { type: 'boolean' } })
    return withDesk(async ({ platform, dataDir }) => {
      const facts = { version, ...(await webFacts(platform)), dataDir, ...(await databaseFacts(platform)) }
      if (values.json) return console.log(JSON.stringify(facts))
      for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(16)}${value}`)
    })
  },
}

async function webFacts({ config }: Platform): Promise<{ address: string; running: boolean }> {
  const running = await fetch(`${localAddress(config)}/health`, { signal: AbortSignal.timeout(2_000) })
    .then((reply) => reply.ok)
    .catch(() => false)
  return { address: config.BASE_URL, running }
}

async function databaseFacts({ db, config }: Platform) {
  const { rows } = await sql<{ server: string; bytes: string; schema: number }>`
    select current_setting('server_version') as server, pg_database_size(current_database()) as bytes,
      (select max(number) from schema_migrations) as schema`.execute(db)
  const jobs = await sql<{ waiting: string; failed: string }>`
    select count(*) filter (where attempts < max_attempts) as waiting,
      count(*) filter (where attempts >= max_attempts) as failed from graphile_worker._private_jobs`.execute(
    db,
  )
  const [facts] = rows
  return {
    database: `PostgreSQL ${facts?.server.split(' ')[0]} (${config.DATABASE_URL ? 'external' : 'embedded'})`,
    databaseMegabytes: Math.round(Number(facts?.bytes) / 1024 / 1024),
    schema: facts?.schema,
    jobsWaiting: Number(jobs.rows[0]?.waiting),
    jobsFailed: Number(jobs.rows[0]?.failed),
    setUp: Boolean(await deskSettings(db)),
  }
}
