import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { Fault } from '../faults.ts'
import { ensureCluster } from './cluster.ts'
import { type Hold, IN_USE, joinServer, type Setup } from './join.ts'
import { findPostmaster } from './pid-file.ts'
import { ensurePrivateDir, placesIn } from './places.ts'
import { findPrograms } from './programs.ts'
import { canReach, chooseRunAs, letPass } from './run-as.ts'
import { tuningFor, usableMemory } from './tuning.ts'

export type PostgresOptions = {
  /** Regard's data folder; made when missing. */
  dataDir: string
  /** A folder with other PostgreSQL programs (`PGBIN`). */
  binDir?: string
  /** `server` allows one at a time on a data folder; `guest` (commands, backups) any number beside it. */
  as: 'server' | 'guest'
  /** False only for tests: commits are not forced to the disk. */
  durable?: boolean
  settings?: Record<string, string>
  /** Receives sentences for the operator. */
  say?: (text: string) => void
}

export type Postgres = {
  /** Address for the application's own role. */
  url: string
  /** Address for backups and for making databases. */
  superuserUrl: string
  /** True when the server was running before we came. */
  adopted: boolean
  /** Lets go of the server and, when nobody else uses it, stops it. */
  stop(): Promise<void>
}

/** Held by the one Regard server of a data folder. */
const SERVING = 0x7265_6702

/**
 * Starts or joins the embedded PostgreSQL of a data folder and keeps it running until `stop`: when it dies
 * it is started again. Throws a Fault with a sentence for the operator.
 */
export async function openPostgres(options: PostgresOptions): Promise<Postgres> {
  const say = options.say ?? (() => undefined)
  const setup = await prepare(options)
  let hold = await joinAs(options, setup, say)
  let stopping = false
  let rejoining: Promise<void> | undefined
  const watch = () => {
    hold.client.once('end', () => {
      if (stopping) return
      say('The database has stopped: starting it again.')
      rejoining = rejoin()
    })
  }
  const rejoin = async () => {
    for (let wait = 50; !stopping; wait = Math.min(wait * 2, 5000)) {
      try {
        hold = await joinAs(options, setup, say)
        say('The database is back.')
        return watch()
      } catch (error) {
        say((error as Error).message)
        await pause(wait)
      }
    }
  }
  watch()
  return {
    url: address('regard', 'regard', hold.socketDir),
    superuserUrl: address('postgres', 'postgres', hold.socketDir),
    adopted: hold.adopted,
    async stop() {
      stopping = true
      await rejoining
      await leave(hold, setup)
    },
  }
}

async function prepare(options: PostgresOptions): Promise<Setup> {
  const dataDir = resolve(options.dataDir)
  const places = placesIn(dataDir)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 })
    const runAs = chooseRunAs(places.cluster)
    letPass(dataDir, runAs)
    if (!canReach(places.cluster, runAs)) throw unreachable(dataDir)
    const programs = await findPrograms({ wanted: options.binDir, copyDir: places.programs, runAs })
    const durable = options.durable ?? true
    await ensureCluster({ cluster: places.cluster, programs, runAs, durable })
    ensurePrivateDir(places.socketDir, runAs)
    const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
    const settings = { ...tuningFor(usableMemory()), ...(durable ? {} : careless), ...options.settings }
    return { places, programs, runAs, settings }
  } catch (error) {
    throw notWritable(error, dataDir)
  }
}

async function joinAs(options: PostgresOptions, setup: Setup, say: (text: string) => void): Promise<Hold> {
  const hold = await joinServer(setup, say)
  try {
    if (options.as === 'server') await refuseSecondServer(hold.client, options.dataDir)
    await ensureDatabase(hold.client)
    return hold
  } catch (error) {
    await leave(hold, setup)
    throw error
  }
}

async function refuseSecondServer(client: pg.Client, dataDir: string): Promise<void> {
  const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [SERVING])
  if (rows[0]?.held) return
  const other = await client.query(
    `select application_name from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and objid = $1 and granted`,
    [SERVING],
  )
  const pid = String(other.rows[0]?.application_name ?? '').match(/\d+/)?.[0]
  throw new Fault(
    'alreadyRunning',
    `Regard is already running with the data in ${dataDir}${pid ? ` (process ${pid})` : ''}. Stop that one first, or set DATA_DIR to another folder.`,
  )
}

/** Made at every join, not once after the cluster, so that a crash between the two heals itself. */
async function ensureDatabase(client: pg.Client): Promise<void> {
  await createUnless(client, `select from pg_roles where rolname = 'regard'`, 'create role regard login')
  await createUnless(
    client,
    `select from pg_database where datname = 'regard'`,
    'create database regard owner regard',
  )
}

async function createUnless(client: pg.Client, exists: string, create: string): Promise<void> {
  if ((await client.query(exists)).rowCount) return
  try {
    await client.query(create)
  } catch (error) {
    const made = ['42710', '42P04', '23505'].includes((error as { code: string }).code)
    if (!made) throw error
  }
}

/** The last one out stops the server; whoever comes while it stops waits and starts it again. */
async function leave(hold: Hold, setup: Setup): Promise<void> {
  const last = await hold.client
    .query('select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as alone', [IN_USE])
    .then((result) => Boolean(result.rows[0]?.alone))
    .catch(() => false)
  const server = last ? await findPostmaster(setup.places.cluster) : undefined
  if (server) await stopServer(setup.places.cluster, server.pid)
  await hold.client.end().catch(() => undefined)
}

async function stopServer(cluster: string, pid: number): Promise<void> {
  const begun = Date.now()
  process.kill(pid, 'SIGINT')
  for (let asked = false; (await findPostmaster(cluster))?.pid === pid; ) {
    await pause(10)
    if (asked || Date.now() - begun < 30_000) continue
    process.kill(pid, 'SIGQUIT')
    asked = true
  }
}

function address(user: string, database: string, socketDir: string): string {
  return `postgres://${user}@/${database}?host=${encodeURIComponent(socketDir)}`
}

function unreachable(dataDir: string): Fault {
  return new Fault(
    'dataNotWritable',
    `The database may not run as root, and no other user can enter ${dataDir}. Set DATA_DIR to a folder outside root's home, for example /var/lib/regard.`,
  )
}

function notWritable(error: unknown, dataDir: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (!['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST'].includes(code ?? '')) return error
  return new Fault(
    'dataNotWritable',
    `Regard cannot write in its data folder ${dataDir}. Make it writable for the user who starts Regard, or set DATA_DIR to another folder.`,
    { cause: error },
  )
}
