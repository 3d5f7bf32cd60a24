import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../faults.ts'
import { copyFile, exists, filesBelow } from './copy.ts'
import { copyCluster } from './copy-cluster.ts'
import { type Entry, type Manifest, readManifest, writeManifest } from './manifest.ts'
import { verifyBackup } from './verify.ts'

/**
 * Writes a backup of a data folder whose database runs into the new folder `target`, and reads it back to
 * prove it. Work goes on meanwhile. Throws `backupFailed` or `diskFull`; what was begun is removed.
 */
export async function createBackup(options: {
  dataDir: string
  superuserUrl: string
  target: string
  version: string
}): Promise<Manifest> {
  const { dataDir, target } = options
  if (await exists(target))
    throw new Fault('backupFailed', `${target} exists already. Name a folder that does not.`)
  await mkdir(target, { recursive: true, mode: 0o700 })
  try {
    const entries = await copyAll(options)
    const postgresMajor = Number(await readFile(join(target, 'postgres', 'PG_VERSION'), 'utf8'))
    const createdAt = new Date().toISOString()
    await writeManifest(target, { format: 1, createdAt, regard: options.version, postgresMajor, entries })
    await verifyBackup(target)
    return readManifest(target)
  } catch (error) {
    await rm(target, { recursive: true, force: true })
    throw error
  }

  /** Files before and after: one that came or went while the database was copied is there in any case. */
  async function copyAll({ superuserUrl }: { superuserUrl: string }): Promise<Entry[]> {
    const early = await copyFiles(dataDir, target, new Set())
    const cluster = await copyCluster(superuserUrl, join(dataDir, 'postgres'), target)
    const late = await copyFiles(dataDir, target, new Set(early.map((entry) => entry.path)))
    return [...cluster, ...early, ...late]
  }
}

/** Stored files never change, so one that was copied is not copied again. The secret belongs to them. */
async function copyFiles(dataDir: string, target: string, done: ReadonlySet<string>): Promise<Entry[]> {
  const all = await filesBelow(join(dataDir, 'files'))
  const stored = all.filter((path) => !path.endsWith('.part')).map((path) => join('files', path))
  const entries: Entry[] = []
  for (const path of ['secret', ...stored]) {
    if (done.has(path)) continue
    const entry = await copyFile(dataDir, target, path)
    if (entry) entries.push(entry)
  }
  return entries
}
