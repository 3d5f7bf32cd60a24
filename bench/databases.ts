import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { seedCases } from '../server/cli/seed/seed-cases.ts'
import { migrate } from '../server/platform/db/migrate.ts'
import { migrationsDir } from '../server/platform/places.ts'
import { openPostgres } from '../server/platform/postgres/index.ts'
import { round } from './round.ts'

/** A PostgreSQL of the bench's own with one seeded database for each size. */
export interface Databases {
  readonly dataDir: string
  /** The database with so many cases, seeded now unless it lies there from an earlier run. */
  seeded(cases: number): Promise<Seeded>
  stop(): Promise<void>
}

export interface Seeded {
  readonly url: string
  /** Null when it was found, not made, and nobody wrote down how long it took. */
  readonly seedSeconds: number | null
}

/** @param keptDir folder that outlives the run, so that a large seeding is made once; null for one that does not */
export const openDatabases = async (keptDir: string | null): Promise<Databases> => {
  const dataDir = keptDir ?? (await mkdtemp(join(tmpdir(), 'regard-bench-')))
  await mkdir(dataDir, { recursive: true })
  const postgres = await openPostgres({ dataDir, as: 'server' })
  const seeded = async (cases: number): Promise<Seeded> => {
    const name = `seeded_${cases}`
    const url = postgres.url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`)
    return { url, seedSeconds: await makeOrFind(postgres.superuserUrl, { name, url, cases }) }
  }
  const stop = async () => {
    await postgres.stop()
    if (keptDir === null) await rm(dataDir, { recursive: true, force: true })
  }
  return { dataDir, seeded, stop }
}

interface Wanted {
  readonly name: string
  readonly url: string
  readonly cases: number
}

/** How long the seeding took, in seconds, as the database itself remembers it. */
const makeOrFind = async (superuserUrl: string, { name, url, cases }: Wanted): Promise<number | null> => {
  const [found] = await run(
    superuserUrl,
    `select shobj_description(oid, 'pg_database') as told from pg_database where datname = '${name}'`,
  )
  if (found) {
    await migrate(url, migrationsDir)
    await requireComplete(url, name, cases)
    return found.told === null ? null : Number(found.told)
  }
  await run(superuserUrl, `create database ${name} owner regard`)
  await migrate(url, migrationsDir)
  const begun = performance.now()
  const progress = (done: number) => process.stderr.write(`\rseeding: ${done} of ${cases} cases `)
  await seedCases(url, { cases, seed: 1, progress })
  process.stderr.write('\n')
  const seconds = round((performance.now() - begun) / 1000)
  await run(superuserUrl, `comment on database ${name} is '${seconds}'`)
  return seconds
}

const requireComplete = async (url: string, name: string, cases: number): Promise<void> => {
  // The languages are written when all cases are.
  const [row] = await run(
    url,
    'select (select count(*) from cases) as cases, exists (select from search_languages) as ended',
  )
  if (Number(row?.cases) < cases || row?.ended !== true)
    throw new Error(`${name} was not seeded to its end: drop it, or choose another --data`)
}

const run = async (url: string, statement: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}
