import { existsSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres, type Postgres } from '../../server/platform/postgres/index.ts'
import { freePort } from '../harness/free-port.ts'
import { dataFolder, forgetRunning, run } from '../harness/running.ts'

const debian15 = '/usr/lib/postgresql/15/bin'
let system: Postgres

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: system.superuserUrl })
  await client.connect()
  await client.query(statement)
  await client.end()
}

afterAll(async () => {
  await system?.stop()
  await forgetRunning()
})

describe.skipIf(!existsSync(debian15))(
  'with DATABASE_URL to a PostgreSQL 15 (skipped where it is not present)',
  () => {
    beforeAll(async () => {
      system = await openPostgres({
        dataDir: await dataFolder(),
        binDir: debian15,
        as: 'guest',
        durable: false,
      })
    })

    const env = async (url: string) => ({
      DATABASE_URL: url,
      DATA_DIR: await dataFolder(),
      PORT: String(await freePort()),
    })

    test('it starts, stops, starts again, and leaves that server running', async () => {
      const settings = await env(system.url)
      for (let round = 0; round < 2; round++) {
        const regard = run({ env: settings })
        await regard.says('ready')
        expect((await fetch(`http://127.0.0.1:${settings.PORT}/health`)).ok).toBe(true)
        regard.signal('SIGTERM')
        expect(await regard.ended).toBe(0)
      }
      await asSuperuser('select 1')
    })

    test('it says that there is no such database, or that the role may not sign in', async () => {
      const noDatabase = run({ env: await env(system.url.replace('/regard?', '/nothing?')) })
      expect(await noDatabase.ended).toBe(26)
      expect(noDatabase.output()).toContain('no database of that name')
      await asSuperuser('create role outsider nologin')
      const noLogin = run({ env: await env(system.url.replace('//regard@', '//outsider:hidden@')) })
      expect(await noLogin.ended).toBe(26)
      expect(noLogin.output()).toContain('may not sign in')
      expect(noLogin.output()).not.toContain('hidden')
    })
  },
)
