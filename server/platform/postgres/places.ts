import { createHash } from 'node:crypto'
import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '../faults.ts'
import type { RunAs } from './run-as.ts'

/** Where one embedded database keeps its things. */
export type Places = { cluster: string; socketDir: string; log: string; programs: string }

/** A socket's whole path must stay below the kernel's limit (107 bytes on Linux, 103 on macOS). */
const SOCKET_PATH_LIMIT = 100

/** @param dataDir absolute path of Regard's data folder */
export function placesIn(dataDir: string): Places {
  return {
    cluster: join(dataDir, 'postgres'),
    socketDir: socketDirFor(dataDir),
    log: join(dataDir, 'logs', 'postgres.log'),
    programs: join(dataDir, 'programs'),
  }
}

function socketDirFor(dataDir: string): string {
  const beside = join(dataDir, 'run')
  if (Buffer.byteLength(join(beside, '.s.PGSQL.5432')) < SOCKET_PATH_LIMIT) return beside
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const temporary = Buffer.byteLength(tmpdir()) < 60 ? tmpdir() : '/tmp'
  return join(temporary, `regard-${name}`)
}

/** Makes a folder that only the database's user may enter; refuses one that somebody else put there. */
export function ensurePrivateDir(path: string, runAs: RunAs): void {
  const uid = runAs?.uid ?? process.getuid?.()
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const entry = lstatSync(path)
  if (!entry.isDirectory() || (entry.uid !== uid && entry.uid !== process.getuid?.())) {
    throw new Fault(
      'dataNotWritable',
      `${path} is needed for the database but belongs to another user (number ${entry.uid}). Start Regard as that user, or move the folder away.`,
    )
  }
  if (runAs && entry.uid !== runAs.uid) chownSync(path, runAs.uid, runAs.gid)
  if ((entry.mode & 0o777) !== 0o700) chmodSync(path, 0o700)
}
