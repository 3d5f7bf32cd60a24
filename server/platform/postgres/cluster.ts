import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Fault } from '../faults.ts'
import { runInOwnGroup } from './own-group.ts'
import { isAlive } from './pid-file.ts'
import type { Programs } from './programs.ts'
import type { RunAs } from './run-as.ts'

/** Below this a new cluster (or the write-ahead log of an old one) does not fit. */
const LEAST_FREE_BYTES = 96 * 1024 * 1024

/**
 * Makes the cluster when there is none. It is built under another name and renamed when whole, so that a
 * crash or a second start at the same moment leaves either nothing or a complete cluster.
 */
export async function ensureCluster(options: {
  cluster: string
  programs: Programs
  runAs: RunAs
  durable: boolean
}): Promise<void> {
  const { cluster, programs, runAs } = options
  await refuseFullDisk(dirname(cluster))
  if (existsSync(join(cluster, 'PG_VERSION'))) return refuseOtherMajor(cluster, programs)
  sweepUnfinished(cluster)
  const half = `${cluster}.new-${process.pid}`
  mkdirSync(half, { mode: 0o700 })
  try {
    if (runAs) chownSync(half, runAs.uid, runAs.gid)
    await initialise(half, options)
    renameSync(half, cluster)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(join(cluster, 'PG_VERSION'))) throw error
  }
}

/** What is a letter, for search by pieces of words: without it only the letters of ASCII are. */
const UNICODE = process.platform === 'darwin' ? 'UTF-8' : 'C.UTF-8'

async function initialise(dir: string, options: { programs: Programs; runAs: RunAs; durable: boolean }) {
  const args = ['-D', dir, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C']
  args.push(`--lc-ctype=${UNICODE}`, '--locale-provider=icu', '--icu-locale=und', '--data-checksums')
  if (!options.durable) args.push('--no-sync')
  try {
    await runInOwnGroup(join(options.programs.binDir, 'initdb'), args, {
      ...options.runAs,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    })
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    if (/No space left on device/.test(stderr)) throw diskFull(dirname(dir))
    throw new Fault('databaseDidNotStart', `The database could not be created: ${reasonIn(stderr)}`, {
      cause: error,
    })
  }
}

function refuseOtherMajor(cluster: string, programs: Programs): void {
  const major = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim())
  if (major === programs.major) return
  throw new Fault(
    'otherDatabaseVersion',
    `The data in ${cluster} was written by PostgreSQL ${major}, but this Regard brings PostgreSQL ${programs.major}. Nothing was changed. Set PGBIN to the bin folder of PostgreSQL ${major}, or restore a backup into a new folder.`,
  )
}

async function refuseFullDisk(dir: string): Promise<void> {
  const disk = await statfs(dir)
  if (disk.bavail * disk.bsize < LEAST_FREE_BYTES) throw diskFull(dir)
}

/** The fault for a disk without room. @param dir any folder on it */
export function diskFull(dir: string): Fault {
  return new Fault(
    'diskFull',
    `The disk that holds ${dir} is full: Regard needs at least 96 MB free to start safely. What is stored is kept. Make room, then start again.`,
  )
}

function sweepUnfinished(cluster: string): void {
  for (const name of readdirSync(dirname(cluster))) {
    const pid = Number(name.match(/\.new-(\d+)$/)?.[1])
    if (!name.startsWith(`${basename(cluster)}.new-`) || (pid !== process.pid && isAlive(pid))) continue
    rmSync(join(dirname(cluster), name), { recursive: true, force: true })
  }
}

function reasonIn(text: string): string {
  const lines = text.trim().split('\n')
  return lines.find((line) => /error|fatal|could not/i.test(line)) ?? lines.at(-1) ?? ''
}
