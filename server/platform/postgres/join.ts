import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Fault } from '../faults.ts'
import { diskFull } from './cluster.ts'
import { type Launched, launchServer } from './launch.ts'
import { findPostmaster, type Postmaster } from './pid-file.ts'
import type { Places } from './places.ts'
import type { Programs } from './programs.ts'
import type { RunAs } from './run-as.ts'

/** Everything needed to find or start the one server of a cluster. */
export type Setup = { places: Places; programs: Programs; runAs: RunAs; settings: Record<string, string> }

/** A session on the running server that keeps it from being stopped by somebody else. */
export type Hold = { client: pg.Client; socketDir: string; adopted: boolean }

/** Advisory locks in database `postgres`: shared by all who use the server; held alone by who stops it. */
export const IN_USE = 0x7265_6701
const SILENT_LIMIT_MS = 10_000
const LAUNCH_LIMIT_MS = 30_000

/**
 * Joins the cluster's running server, one that outlived us included, or starts it; waits while it recovers
 * from a crash. Throws `diskFull` or `databaseDidNotStart`.
 */
export async function joinServer(setup: Setup, say: (text: string) => void): Promise<Hold> {
  let launched: Launched | undefined
  let silentSince = Date.now()
  const begun = Date.now()
  for (let round = 0; ; round++) {
    const running = await findPostmaster(setup.places.cluster)
    if (running) {
      const reached = await tryHold(running)
      if (typeof reached !== 'string') return { ...reached, adopted: running.pid !== launched?.pid }
      if (reached === 'busy') silentSince = Date.now()
      if (reached === 'busy' && round === 200) say('The database is recovering after a crash: please wait.')
      if (Date.now() - silentSince > SILENT_LIMIT_MS) silentSince = stopSilent(running)
    } else if (!launched || launched.exited) {
      if (launched) refuseUnlessOvertaken(launched, setup, Date.now() - begun)
      launched = launchServer(setup)
    }
    await pause(launched?.exited ? 200 : 10)
  }
}

/** `busy`: it answers but is starting or stopping. `silent`: nobody listens. */
async function tryHold(server: Postmaster): Promise<Omit<Hold, 'adopted'> | 'busy' | 'silent'> {
  const client = new pg.Client({
    host: server.socketDir,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    application_name: `regard ${process.pid}`,
    keepAlive: true,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query('select pg_try_advisory_lock_shared($1) as held', [IN_USE])
    if (rows[0]?.held) return { client, socketDir: server.socketDir }
    await client.end()
    return 'busy'
  } catch (error) {
    await client.end().catch(() => undefined)
    const { code } = error as { code?: string }
    return code === 'ENOENT' || code === 'ECONNREFUSED' ? 'silent' : 'busy'
  }
}

/** A server whose socket was removed cannot be used by anyone: it is stopped (fast) and started anew. */
function stopSilent(server: Postmaster): number {
  process.kill(server.pid, 'SIGINT')
  return Date.now()
}

/** Another start may have won, or the dead server's children still hold the memory: then we try again. */
function refuseUnlessOvertaken(launched: Launched, setup: Setup, waited: number): void {
  const words = launched.lastWords()
  if (/No space left on device/.test(words)) throw diskFull(setup.places.cluster)
  const overtaken = /lock file "[^"]+" already exists|shared memory block .* still in use|is empty/.test(
    words,
  )
  if (overtaken && waited < LAUNCH_LIMIT_MS) return
  const reason = words.match(/(?:FATAL|PANIC|ERROR):\s+(.*)/)?.[1] ?? words.trim().split('\n').at(-1)
  throw new Fault(
    'databaseDidNotStart',
    `The database did not start: ${reason || 'it said nothing'}. Nothing was changed. Its log is ${setup.places.log}.`,
  )
}
