import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { openPostgres } from '../../server/platform/postgres/index.ts'
import { freePort } from '../harness/free-port.ts'
import { dataFolder, forgetRunning, isRoot, ordinaryUser, type RunOptions, run } from '../harness/running.ts'

afterAll(forgetRunning)

/** Starts the server, waits for its refusal, and gives back its exit code and last words. */
async function refusal(env: Record<string, string>, options: RunOptions = {}) {
  const regard = run({ ...options, env: { PORT: String(await freePort()), ...env } })
  const exitCode = await regard.ended
  return { exitCode, text: regard.output().trim() }
}

describe('a start is refused with a sentence and an exit code of its own when', () => {
  test('the port is in use', async () => {
    const other = createServer()
    const port = await freePort()
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
    const { exitCode, text } = await refusal({ DATA_DIR: await dataFolder(), PORT: String(port) })
    expect(exitCode).toBe(20)
    expect(text).toContain(`Port ${port} is in use by another program.`)
    await new Promise((resolve) => other.close(resolve))
  })

  test('a setting is wrong', async () => {
    const { exitCode, text } = await refusal({ PORT: 'eighty', SMTP_PORT: '99999' })
    expect(exitCode).toBe(13)
    expect(text).toMatch(/PORT: must be a port number.*SMTP_PORT/)
  })

  test.skipIf(!isRoot)('the data folder cannot be written', async () => {
    const dataDir = await dataFolder()
    await mkdir(dataDir, { mode: 0o755 })
    const { exitCode, text } = await refusal({ DATA_DIR: dataDir }, { user: ordinaryUser })
    expect(exitCode).toBe(22)
    expect(text).toContain(`cannot write in its data folder ${dataDir}`)
  })

  test('a file stands where the data folder should be', async () => {
    const dataDir = await dataFolder()
    await writeFile(dataDir, '')
    expect(await refusal({ DATA_DIR: dataDir })).toMatchObject({ exitCode: 22 })
  })

  test('the data belongs to another version of PostgreSQL', async () => {
    const dataDir = await dataFolder()
    await mkdir(join(dataDir, 'postgres'), { recursive: true })
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '12\n')
    const { exitCode, text } = await refusal({ DATA_DIR: dataDir })
    expect(exitCode).toBe(24)
    expect(text).toContain('written by PostgreSQL 12')
  })

  test('the data belongs to a newer Regard, and the database is stopped again', async () => {
    const dataDir = await dataFolder()
    const first = run({ env: { DATA_DIR: dataDir, PORT: String(await freePort()) } })
    await first.says('ready')
    first.signal('SIGINT')
    await first.ended
    const postgres = await openPostgres({ dataDir, as: 'guest', durable: false })
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    await client.query(`insert into schema_migrations values (9999, 'from_the_future', 'x')`)
    await client.end()
    await postgres.stop()
    const { exitCode, text } = await refusal({ DATA_DIR: dataDir })
    expect(exitCode).toBe(25)
    expect(text).toContain('belongs to a newer Regard: it knows migration 9999_from_the_future')
    const after = await openPostgres({ dataDir, as: 'guest', durable: false })
    expect(after.adopted).toBe(false)
    await after.stop()
  })

  test('PGBIN holds no PostgreSQL', async () => {
    const { exitCode, text } = await refusal({ DATA_DIR: await dataFolder(), PGBIN: '/usr/share' })
    expect(exitCode).toBe(28)
    expect(text).toContain('PGBIN is /usr/share')
  })

  test.each([
    ['nothing listens there', 'postgres://u:secret@127.0.0.1:1/x', 'nothing listens at that address'],
    ['there is no such machine', 'postgres://u:secret@no-such-host.invalid/x', 'no machine of that name'],
    ['it is not an address', 'postgres//u:secret@x', 'DATABASE_URL'],
  ])('DATABASE_URL is wrong: %s; the password is not shown', async (_name, url, reason) => {
    const { exitCode, text } = await refusal({ DATABASE_URL: url, DATA_DIR: await dataFolder() })
    expect(exitCode).toBe(26)
    expect(text).toContain(reason)
    expect(text).not.toContain('secret')
  })

  test('the disk is full', async ({ skip }) => {
    const dataDir = await dataFolder()
    await mkdir(dataDir)
    const mounted =
      isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', dataDir]).status === 0
    if (!mounted) return skip('a small disk cannot be mounted here')
    try {
      const { exitCode, text } = await refusal({ DATA_DIR: dataDir })
      expect(exitCode).toBe(21)
      expect(text).toContain(`The disk that holds ${dataDir} is full`)
    } finally {
      spawnSync('umount', [dataDir])
    }
  })
})
