import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { migrate } from './migrate.ts'

const root = await mkdtemp(join(tmpdir(), 'regard-migrations-'))
afterAll(() => rm(root, { recursive: true }))

let database: TestDatabase
let folder: string

async function file(name: string, sql: string, room = 'cases'): Promise<void> {
  await mkdir(join(folder, room, 'migrations'), { recursive: true })
  await writeFile(join(folder, room, 'migrations', name), sql)
}

/** An empty schema in a database of its own: the template's own migrations are set aside. */
beforeEach(async () => {
  database = await createTestDatabase()
  await database.pool.query(
    'drop schema public cascade; create schema public; drop schema graphile_worker cascade',
  )
  folder = await mkdtemp(join(root, 'run-'))
  await file('9001_cats.sql', 'create table cats (id int primary key)')
  await file('9002_dogs.sql', 'create table dogs (id int); create table bones (id int)', 'people')
})

async function tables(): Promise<string[]> {
  const { rows } = await database.pool.query<{ tablename: string }>(
    `select tablename from pg_tables where schemaname = 'public' order by 1`,
  )
  return rows.map((row) => row.tablename)
}

describe('migrate', () => {
  test('applies the files of all rooms in the order of their numbers, once', async () => {
    expect(await migrate(database.url, folder)).toEqual({ applied: ['9001_cats', '9002_dogs'] })
    expect(await tables()).toEqual(['bones', 'cats', 'dogs', 'schema_migrations'])
    expect(await migrate(database.url, folder)).toEqual({ applied: [] })
  })

  test('installs the tables of the job queue', async () => {
    await migrate(database.url, folder)
    const { rows } = await database.pool.query(
      `select to_regproc('graphile_worker.add_job') is not null as there`,
    )
    expect(rows).toEqual([{ there: true }])
  })

  test('keeps the files before a failing one, undoes the failing one whole, and goes on after its repair', async () => {
    await file('9002_dogs.sql', 'create table dogs (id int); create tabel bones (id int)', 'people')
    await expect(migrate(database.url, folder)).rejects.toMatchObject({
      kind: 'migrationFailed',
      message: expect.stringContaining('9002_dogs failed: syntax error'),
    })
    expect(await tables()).toEqual(['cats', 'schema_migrations'])
    await file('9002_dogs.sql', 'create table dogs (id int)', 'people')
    expect(await migrate(database.url, folder)).toEqual({ applied: ['9002_dogs'] })
  })

  test('two processes at once apply each file once between them', async () => {
    await file('9003_slow.sql', 'select pg_sleep(0.2); create table slow (id int)')
    const both = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)])
    expect(both.flatMap((one) => one.applied).sort()).toEqual(['9001_cats', '9002_dogs', '9003_slow'])
  })

  test('refuses a database that a newer version has migrated, and changes nothing', async () => {
    await migrate(database.url, folder)
    await database.pool.query(`insert into schema_migrations values (9999, 'future', 'x')`)
    await file('9003_more.sql', 'create table more (id int)')
    await expect(migrate(database.url, folder)).rejects.toMatchObject({ kind: 'newerData', exitCode: 25 })
    expect(await tables()).not.toContain('more')
  })

  test('refuses a file that was edited after it had been applied', async () => {
    await migrate(database.url, folder)
    await file('9001_cats.sql', 'create table cats (id bigint primary key)')
    await expect(migrate(database.url, folder)).rejects.toThrow('9001_cats was edited')
  })

  test('refuses two files with one number, and a name that is not NNNN_name.sql', async () => {
    await file('9002_fish.sql', 'select 1')
    await expect(migrate(database.url, folder)).rejects.toThrow('9002 is used twice')
    await rm(join(folder, 'cases', 'migrations', '9002_fish.sql'))
    await file('fish.sql', 'select 1')
    await expect(migrate(database.url, folder)).rejects.toThrow('NNNN_name.sql')
  })
})
