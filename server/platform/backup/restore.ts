import { chown, cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../faults.ts'
import { findPostmaster } from '../postgres/pid-file.ts'
import { chooseRunAs, type RunAs } from '../postgres/run-as.ts'
import { exists } from './copy.ts'
import type { Manifest } from './manifest.ts'
import { verifyBackup } from './verify.ts'

/** What a backup holds and a data folder can have already. */
const PARTS = ['postgres', 'files', 'secret']

/** `kept` is where the data lies that was there before. */
export type Restored = { manifest: Manifest; kept?: string }

/**
 * Puts a backup into a data folder in which nothing runs. Every byte is checked first; data that is there
 * is refused, or with `force` moved aside and kept. Throws `backupFailed` or `alreadyRunning`.
 */
export async function restoreBackup(options: {
  folder: string
  dataDir: string
  force: boolean
}): Promise<Restored> {
  const { folder, dataDir, force } = options
  await refuseRunning(dataDir)
  const present = await partsIn(dataDir)
  if (present.length && !force) {
    throw new Fault(
      'backupFailed',
      `There is data in ${dataDir} already (${present.join(', ')}). Nothing was changed. Name another folder by DATA_DIR, or add --force: the old data is then kept beside the new.`,
    )
  }
  const manifest = await verifyBackup(folder)
  const runAs = chooseRunAs(join(dataDir, 'postgres'))
  const fresh = join(dataDir, `restoring-${process.pid}`)
  await mkdir(fresh, { recursive: true, mode: 0o755 })
  try {
    for (const part of await partsIn(folder)) {
      await cp(join(folder, part), join(fresh, part), { recursive: true, preserveTimestamps: true })
    }
    await giveTo(join(fresh, 'postgres'), runAs)
    const kept = present.length ? await moveAside(dataDir, present) : undefined
    for (const part of await partsIn(fresh)) await rename(join(fresh, part), join(dataDir, part))
    return { manifest, kept }
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function refuseRunning(dataDir: string): Promise<void> {
  const server = await findPostmaster(join(dataDir, 'postgres'))
  if (!server) return
  throw new Fault(
    'alreadyRunning',
    `The database of ${dataDir} is running (process ${server.pid}). Nothing was changed. Stop Regard first, then restore.`,
  )
}

async function partsIn(folder: string): Promise<string[]> {
  const there = await Promise.all(PARTS.map((part) => exists(join(folder, part))))
  return PARTS.filter((_part, index) => there[index])
}

async function moveAside(dataDir: string, parts: string[]): Promise<string> {
  const kept = join(dataDir, `before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}`)
  await mkdir(kept, { mode: 0o700 })
  for (const part of parts) await rename(join(dataDir, part), join(kept, part))
  return kept
}

async function giveTo(cluster: string, runAs: RunAs): Promise<void> {
  if (!runAs) return
  await chown(cluster, runAs.uid, runAs.gid)
  for (const entry of await readdir(cluster, { recursive: true, withFileTypes: true })) {
    await chown(join(entry.parentPath, entry.name), runAs.uid, runAs.gid)
  }
}
