import { chmodSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The system user under which PostgreSQL runs; undefined means "the one we are". */
export type RunAs = { uid: number; gid: number } | undefined

/**
 * PostgreSQL refuses to run as root. A cluster that exists keeps its owner; a new one belongs to `nobody`.
 */
export function chooseRunAs(clusterDir: string): RunAs {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(clusterDir, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody()
}

/** Whether that user may pass through every folder above `path` (access lists are not looked at). */
export function canReach(path: string, runAs: RunAs): boolean {
  if (!runAs) return true
  for (let dir = dirname(path); ; dir = dirname(dir)) {
    const entry = statSync(dir, { throwIfNoEntry: false })
    if (entry && !mayPass(entry, runAs)) return false
    if (dir === dirname(dir)) return true
  }
}

/** Lets that user through our own data folder, whose contents stay closed to it (as `mktemp -d` makes it). */
export function letPass(dataDir: string, runAs: RunAs): void {
  const entry = statSync(dataDir)
  if (runAs && entry.uid === process.getuid?.() && !mayPass(entry, runAs))
    chmodSync(dataDir, entry.mode | 0o011)
}

function mayPass(entry: { uid: number; gid: number; mode: number }, runAs: { uid: number; gid: number }) {
  const bit = entry.uid === runAs.uid ? 0o100 : entry.gid === runAs.gid ? 0o010 : 0o001
  return (entry.mode & bit) !== 0
}

function nobody(): { uid: number; gid: number } {
  try {
    const line = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m)
    if (line) return { uid: Number(line[1]), gid: Number(line[2]) }
  } catch {
    // A system without /etc/passwd still has the customary number below.
  }
  return { uid: 65534, gid: 65534 }
}
