import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBackup } from '../../server/platform/backup/create.ts'
import { restoreBackup } from '../../server/platform/backup/restore.ts'
import { openPostgres, type Postgres } from '../../server/platform/postgres/index.ts'
import { dataFolder, forgetRunning } from '../harness/running.ts'

let dataDir: string
let backup: string
let original: Postgres
const picture = Buffer.from('not really a picture')

beforeAll(async () => {
  dataDir = await dataFolder()
  backup = join(dirname(dataDir), 'backup')
  original = await openPostgres({ dataDir, as: 'server', durable: false })
  await mkdir(join(dataDir, 'files/ab/cd'), { recursive: true })
  await writeFile(join(dataDir, 'files/ab/cd/abcdef'), picture)
  await writeFile(join(dataDir, 'files/ab/cd/half.part'), 'half')
  await writeFile(join(dataDir, 'secret'), 'the secret')
})

afterAll(async () => {
  await original?.stop()
  await forgetRunning()
})

async function query<T extends pg.QueryResultRow>(postgres: Postgres, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  const { rows } = await client.query<T>(sql)
  await client.end()
  return rows
}

/** Inserts one row after the other until stopped; the numbers written are 1, 2, 3 … without a gap. */
function writeMeanwhile(): () => Promise<number> {
  let going = true
  const done = (async () => {
    const client = new pg.Client({ connectionString: original.url })
    await client.connect()
    let written = 0
    while (going) await client.query('insert into written values ($1)', [++written])
    await client.end()
    return written
  })()
  return () => {
    going = false
    return done
  }
}

const options = () => ({ dataDir, superuserUrl: original.superuserUrl, target: backup, version: '0.0.0' })
const restoredTo = async () => ({ folder: backup, dataDir: await dataFolder(), force: false })

describe('a backup', () => {
  test('is taken while people write, and restores every row committed before it, and the files', async () => {
    await query(original, 'create table written (n int); create table long (text text)')
    await query(original, `insert into long select repeat(md5(n::text), 50) from generate_series(1, 20000) n`)
    const before = await query(original, `select md5(string_agg(text, ',' order by text)) as sum from long`)
    const stop = writeMeanwhile()
    await createBackup(options())
    const written = await stop()
    const target = await restoredTo()
    await restoreBackup(target)
    const restored = await openPostgres({ dataDir: target.dataDir, as: 'server', durable: false })
    const after = await query(restored, `select md5(string_agg(text, ',' order by text)) as sum from long`)
    const [rows] = await query<{ n: number; last: number }>(
      restored,
      'select count(*)::int as n, coalesce(max(n), 0) as last from written',
    )
    await restored.stop()
    expect(after).toEqual(before)
    expect(rows?.n).toBe(rows?.last)
    expect(rows?.n).toBeGreaterThan(0)
    expect(rows?.n).toBeLessThanOrEqual(written)
    expect(await readFile(join(target.dataDir, 'files/ab/cd/abcdef'))).toEqual(picture)
    expect(await readdir(join(target.dataDir, 'files/ab/cd'))).toEqual(['abcdef'])
    expect(await readFile(join(target.dataDir, 'secret'), 'utf8')).toBe('the secret')
  })

  test('leaves nothing behind in the server that would keep its log for ever', async () => {
    const slots = await query(original, 'select slot_name from pg_replication_slots')
    expect(slots).toEqual([])
  })

  test('is not written over another', async () => {
    await expect(createBackup(options())).rejects.toThrow('exists already')
  })

  test('is refused when one byte of it was altered, one file is missing or one was added', async () => {
    const file = join(backup, 'files/ab/cd/abcdef')
    await writeFile(file, 'not really a pictury')
    await expect(restoreBackup(await restoredTo())).rejects.toThrow('files/ab/cd/abcdef was altered')
    await rm(file)
    await expect(restoreBackup(await restoredTo())).rejects.toThrow('files/ab/cd/abcdef is missing')
    await writeFile(file, picture)
    await writeFile(join(backup, 'files/extra'), '')
    await expect(restoreBackup(await restoredTo())).rejects.toThrow('files/extra does not belong to it')
    await rm(join(backup, 'files/extra'))
    await restoreBackup(await restoredTo())
  })

  test('is refused when it was not finished', async () => {
    const target = await restoredTo()
    await expect(restoreBackup({ ...target, folder: join(backup, 'files') })).rejects.toThrow(
      'no finished backup',
    )
  })

  test('never overwrites a data folder in which a database runs, not even by force', async () => {
    await expect(restoreBackup({ folder: backup, dataDir, force: true })).rejects.toMatchObject({
      exitCode: 23,
    })
    expect(await query(original, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('replaces other data only by force, and keeps that data', async () => {
    const target = await restoredTo()
    await mkdir(target.dataDir)
    await writeFile(join(target.dataDir, 'secret'), 'another secret')
    await expect(restoreBackup(target)).rejects.toThrow('add --force')
    const { kept } = await restoreBackup({ ...target, force: true })
    expect(await readFile(join(kept ?? '', 'secret'), 'utf8')).toBe('another secret')
    expect(await readFile(join(target.dataDir, 'secret'), 'utf8')).toBe('the secret')
  })
})
