import { runMigrations as installJobs, Logger } from 'graphile-worker'
import pg from 'pg'
import { Fault } from '../faults.ts'
import { type Migration, readMigrations } from './migration-files.ts'

/** Numbers and names applied by this call; empty when the database was up to date. */
export type Migrated = { applied: string[] }

type Applied = { number: number; name: string; sha256: string }

/** All processes that migrate one database wait for each other on this key. */
const MIGRATING = 0x7265_6703

/**
 * Brings a database to the newest schema: each file in its own transaction, so that a stop in the middle
 * is resumed by the next start; two processes at once take turns. Then installs the job queue's tables.
 * Throws `newerData`, `migrationFailed` or what connecting throws.
 */
export async function migrate(url: string, migrationsDir: string): Promise<Migrated> {
  const migrations = readMigrations(migrationsDir)
  const client = new pg.Client({ connectionString: url, application_name: 'regard migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const applied: string[] = []
    await inTurn(client, () => client.query(CREATE_TABLE))
    refuseDifferences(migrations, await readApplied(client))
    for (const migration of migrations) {
      if (await apply(client, migration)) applied.push(label(migration))
    }
    await inTurn(client, () => installJobs({ connectionString: url, logger: quiet }))
    return { applied }
  } finally {
    await client.end()
  }
}

const quiet = new Logger(() => () => undefined)

const CREATE_TABLE = `
  create table if not exists schema_migrations (
    number integer primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
  )`

async function apply(client: pg.Client, migration: Migration): Promise<boolean> {
  return inTurn(client, async () => {
    const done = await client.query('select from schema_migrations where number = $1', [migration.number])
    if (done.rowCount) return false
    try {
      await client.query(migration.sql)
    } catch (error) {
      throw new Fault(
        'migrationFailed',
        `Migration ${label(migration)} failed: ${(error as Error).message}. It was undone; what came before it is kept.`,
        { cause: error },
      )
    }
    await client.query('insert into schema_migrations (number, name, sha256) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ])
    return true
  })
}

/** A transaction-level lock, so that it also holds through a pooler and ends with a killed process. */
async function inTurn<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATING])
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    'select number, name, sha256 from schema_migrations order by 1',
  )
  return rows
}

function refuseDifferences(migrations: Migration[], applied: Applied[]): void {
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const row of applied) {
    const migration = known.get(row.number)
    if (!migration) {
      throw new Fault(
        'newerData',
        `This data belongs to a newer Regard: it knows migration ${label(row)}, which this version does not. Nothing was changed. Start the newer version, or restore a backup made by this one.`,
      )
    }
    if (migration.sha256 !== row.sha256) {
      throw new Fault(
        'migrationFailed',
        `Migration ${label(row)} was edited after it had been applied here. Nothing was changed. Put the file back as it was and write a new migration.`,
      )
    }
  }
}

function label(migration: { number: number; name: string }): string {
  return `${String(migration.number).padStart(4, '0')}_${migration.name}`
}
