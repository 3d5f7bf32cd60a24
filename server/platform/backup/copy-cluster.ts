import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { copyFile, filesBelow, measure } from './copy.ts'
import type { Entry } from './manifest.ts'

/** What a running server keeps for itself; PostgreSQL names these as not to be copied. */
const LEFT_OUT = [
  /^postmaster\.(pid|opts)$/,
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\//,
  /(^|\/)pgsql_tmp/,
  /(^|\/)pg_internal\.init/,
]

/** Folders that PostgreSQL expects although nothing of them is copied. */
const EMPTY = ['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots'].concat(
  ['pg_stat_tmp', 'pg_subtrans', 'pg_commit_ts', 'pg_tblspc', 'pg_twophase', 'pg_stat', 'pg_logical'],
  ['pg_wal/archive_status', 'pg_wal/summaries', 'pg_logical/snapshots', 'pg_logical/mappings'],
)

/**
 * Copies the cluster of a running server into `target`/postgres so that it starts there as of this moment.
 * Writing goes on meanwhile: the write-ahead log of the time of copying is kept for us and copied last.
 */
export async function copyCluster(superuserUrl: string, cluster: string, target: string): Promise<Entry[]> {
  const client = new pg.Client({ connectionString: superuserUrl, application_name: 'regard backup' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const slot = `regard_backup_${process.pid}`
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot])
    const started = await client.query<{ segment: string }>(
      `select pg_walfile_name(pg_backup_start('regard', true)) as segment`,
    )
    const copied = await copyTree(cluster, target)
    const label = await stopBackup(client, join(target, 'postgres'))
    const log = await copyLog(cluster, target, started.rows[0]?.segment ?? '')
    return [...copied, ...label, ...log]
  } finally {
    await client.end()
  }
}

async function copyTree(cluster: string, target: string): Promise<Entry[]> {
  const inside = join(target, 'postgres')
  for (const folder of EMPTY) await mkdir(join(inside, folder), { recursive: true, mode: 0o700 })
  const entries: Entry[] = []
  for (const path of await filesBelow(cluster)) {
    if (LEFT_OUT.some((pattern) => pattern.test(path))) continue
    const entry = await copyFile(cluster, inside, path)
    if (entry) entries.push({ ...entry, path: `postgres/${path}` })
  }
  return entries
}

/** The label tells the restored server from where to replay; it may exist only in the copy. */
async function stopBackup(client: pg.Client, inside: string): Promise<Entry[]> {
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
  await writeFile(join(inside, 'backup_label'), rows[0]?.labelfile ?? '', { mode: 0o600, flush: true })
  const entry = await measure(inside, 'backup_label')
  return entry ? [{ ...entry, path: 'postgres/backup_label' }] : []
}

async function copyLog(cluster: string, target: string, first: string): Promise<Entry[]> {
  const entries: Entry[] = []
  for (const path of await filesBelow(join(cluster, 'pg_wal'))) {
    const needed = /^[0-9A-F]{24}$/.test(path) && path >= first
    if (!needed && !path.endsWith('.history')) continue
    const entry = await copyFile(join(cluster, 'pg_wal'), join(target, 'postgres', 'pg_wal'), path)
    if (entry) entries.push({ ...entry, path: `postgres/pg_wal/${path}` })
  }
  return entries
}
