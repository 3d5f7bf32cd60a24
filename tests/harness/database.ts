import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { withDatabase } from './address.ts'

/** A migrated, empty database of one test file. */
export type TestDatabase = {
  name: string
  /** Address for code under test that opens its own connections; whoever opens them closes them. */
  url: string
  /** A pool for looking and arranging; the harness closes it. */
  pool: pg.Pool
}

const created: TestDatabase[] = []

/** Clones the migrated template (about 50 ms). Dropped after the file; connections left open fail it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template } = inject('testServer')
  const name = `regard_test_${randomBytes(6).toString('hex')}`
  await asAdmin((admin) => admin.query(`create database ${name} template ${template}`))
  const url = withDatabase(adminUrl, name)
  const pool = new pg.Pool({ connectionString: url, max: 5, application_name: HARNESS })
  const database = { name, url, pool }
  created.push(database)
  return database
}

/** Drops this file's databases; returns a sentence for each connection that the tests left open. */
export async function dropTestDatabases(): Promise<string[]> {
  const leaks: string[] = []
  for (const database of created.splice(0)) {
    await database.pool.end()
    const left = await openConnections(database)
    leaks.push(...left)
    // Only against what was left open: PostgreSQL 15 refuses force to a plain role while its autovacuum works there.
    const force = left.length > 0 ? 'with (force)' : ''
    await asAdmin((admin) => admin.query(`drop database if exists ${database.name} ${force}`))
  }
  return leaks
}

const HARNESS = 'regard test harness'

/** A closed connection needs a moment until the server has let go of it. */
async function openConnections({ name }: TestDatabase): Promise<string[]> {
  return asAdmin(async (admin) => {
    for (let attempt = 0; ; attempt++) {
      const { rows } = await admin.query<{ application_name: string; query: string }>(
        `select application_name, query from pg_stat_activity
         where datname = $1 and backend_type = 'client backend' and application_name <> $2`,
        [name, HARNESS],
      )
      if (rows.length === 0 || attempt === 20) return rows.map(describe)
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  })
}

function describe(row: { application_name: string; query: string }): string {
  const last = row.query.replace(/\s+/g, ' ').slice(0, 80)
  return `a database connection${row.application_name ? ` of "${row.application_name}"` : ''}, last used for: ${last}`
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: inject('testServer').adminUrl, application_name: HARNESS })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
