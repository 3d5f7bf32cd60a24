import { readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../server/platform/db/migrate.ts'
import { migrationsDir } from '../../server/platform/places.ts'
import { openPostgres } from '../../server/platform/postgres/index.ts'
import { findPostmaster, isAlive } from '../../server/platform/postgres/pid-file.ts'
import { withDatabase } from './address.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of a role that may create databases, and the migrated database they are cloned from. */
    testServer: { adminUrl: string; template: string }
  }
}

const PREFIX = 'regard-tests-'

/** One server for the whole run: the one in DATABASE_URL, else an embedded one that forgets at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.DATABASE_URL
    ? { adminUrl: process.env.DATABASE_URL, stop: async () => undefined }
    : await startServer()
  const template = `regard_test_template_${process.pid}`
  await run(server.adminUrl, `create database ${template}`)
  const templateUrl = withDatabase(server.adminUrl, template)
  await migrate(templateUrl, migrationsDir)
  project.provide('testServer', { adminUrl: server.adminUrl, template })
  return async () => {
    await run(server.adminUrl, `drop database if exists ${template} with (force)`)
    await server.stop()
  }
}

async function startServer() {
  await sweepAbandoned()
  const dataDir = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const settings = { max_connections: '200', autovacuum: 'off', max_wal_senders: '0', wal_level: 'minimal' }
  const postgres = await openPostgres({ dataDir, as: 'server', durable: false, settings })
  await run(postgres.superuserUrl, 'alter role regard createdb')
  return {
    adminUrl: postgres.url,
    async stop() {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A run that was killed leaves its server behind: the next run ends it. */
async function sweepAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.match(/^regard-tests-(\d+)-/)?.[1])
    if (!pid || isAlive(pid)) continue
    const dataDir = join(tmpdir(), name)
    const server = await findPostmaster(join(dataDir, 'postgres'))
    if (server) process.kill(server.pid, 'SIGQUIT')
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
