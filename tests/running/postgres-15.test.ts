import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installRoot } from '../../server/platform/places.ts'
import { openPostgres, type Postgres } from '../../server/platform/postgres/index.ts'
import { dataFolder, forgetRunning } from '../harness/running.ts'

const debian15 = '/usr/lib/postgresql/15/bin'

/** What leans most on the database: its types, locks, plans, search, jobs and live news. `npm test` takes all. */
const chosen = [
  'server/platform/db',
  'server/platform/jobs',
  'server/platform/realtime/live',
  'server/cases/search/search',
  'server/cases/queries/visibility',
  'server/cases/actions/regrouping',
  'server/customers/search',
  'server/channels/email/queries',
]

/** Runs tests of the server project against a database; resolves to exit code and output. */
const runTests = (
  databaseUrl: string,
  words: readonly string[],
): Promise<{ code: number; output: string }> => {
  const program = join(installRoot, 'node_modules/vitest/vitest.mjs')
  // This runs beside whatever else the machine does.
  const run = [program, 'run', '--project', 'server', '--testTimeout', '60000', '--hookTimeout', '60000']
  const child = spawn(process.execPath, [...run, ...words], {
    cwd: installRoot,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: databaseUrl, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, output })))
}

describe.skipIf(!existsSync(debian15))('on a PostgreSQL 15 (skipped where it is not present)', () => {
  let system: Postgres
  beforeAll(async () => {
    const dataDir = await dataFolder()
    system = await openPostgres({ dataDir, binDir: debian15, as: 'guest', durable: false })
    const client = new pg.Client({ connectionString: system.superuserUrl })
    await client.connect()
    await client.query('alter role regard createdb')
    await client.end()
  })
  afterAll(async () => {
    await system?.stop()
    await forgetRunning()
  })

  test('the tests that lean on the database pass', async () => {
    const { code, output } = await runTests(system.url, chosen)
    expect(code, output.slice(-4_000)).toBe(0)
    expect(output).toMatch(/Tests\s+\d{2,} passed/)
  }, 480_000)

  test('and it is that server they ran on', async () => {
    const client = new pg.Client({ connectionString: system.url })
    await client.connect()
    const { rows } = await client.query('show server_version')
    await client.end()
    expect(rows[0].server_version).toMatch(/^15\./)
    expect((await runTests('postgres://nobody@127.0.0.1:1/x', ['db/page.test'])).code).not.toBe(0)
  }, 120_000)
})
