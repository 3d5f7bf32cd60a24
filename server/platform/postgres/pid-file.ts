import { readFileSync, statSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** What a PostgreSQL server writes about itself into `postmaster.pid`. */
export type Postmaster = { pid: number; socketDir: string; ready: boolean }

/**
 * The server that runs on this cluster now, or undefined. A file left by a dead server whose number was
 * given to another program since (usual in containers) would stop PostgreSQL from starting: it is removed.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const path = join(cluster, 'postmaster.pid')
  const text = readIfThere(path)
  const lines = text?.split('\n') ?? []
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined
  if (!isServerOf(pid, cluster)) {
    if (readIfThere(path) === text) await unlink(path).catch(() => undefined)
    return undefined
  }
  return { pid, socketDir: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' }
}

/** Whether a process with this number exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A PostgreSQL server's working folder is its cluster. Where the system cannot tell, the file is believed. */
function isServerOf(pid: number, cluster: string): boolean {
  if (/\) Z /.test(readIfThere(`/proc/${pid}/stat`) ?? '')) return false
  try {
    const working = statSync(`/proc/${pid}/cwd`)
    const ours = statSync(cluster)
    return working.ino === ours.ino && working.dev === ours.dev
  } catch {
    return true
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
