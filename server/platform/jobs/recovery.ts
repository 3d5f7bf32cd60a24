import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Logger } from 'pino'

const SWEEP_MS = 10_000
// A worker takes its first job and its lock at the same moment; this much later it surely holds the lock.
const GRACE = '3 seconds'
// A namespace of its own for the locks below: the first key of pg_advisory_lock(int, int).
const LOCK_CLASS = 0x5265

export interface Supervision {
  /** Hand these to the library: they tell us its workers' names. */
  readonly events: WorkerEvents
  stop(): Promise<void>
}

/** Frees the jobs of every worker whose process holds no lock any more: it is dead, however it died. */
export const freeDeadWorkers = async (pool: pg.Pool): Promise<string[]> => {
  const { rows } = await pool.query<{ id: string }>(
    `select distinct locked_by as id from graphile_worker._private_jobs
     where locked_by is not null and locked_at < now() - $2::interval and not exists (
       select from pg_locks where locktype = 'advisory' and classid = $1 and objid = hashtext(locked_by)::oid
         and objsubid = 2 and granted and database = (select oid from pg_database where datname = current_database()))`,
    [LOCK_CLASS, GRACE],
  )
  const dead = rows.map((row) => row.id)
  if (dead.length > 0) await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [dead])
  return dead
}

/**
 * Holds one session lock per worker name for as long as this process lives; PostgreSQL drops it with the
 * connection, even after kill -9. Sweeps for dead workers at once and every 10 s.
 */
export const superviseWorkers = async (pool: pg.Pool, logger: Logger): Promise<Supervision> => {
  const holder = await LockHolder.open(pool)
  const events: WorkerEvents = new EventEmitter()
  // Jobs are locked in the name of the pool or of one of its workers, by the library's way of fetching.
  events.on('pool:create', ({ workerPool }) => holder.hold(workerPool.id))
  events.on('worker:create', ({ worker }) => holder.hold(worker.workerId))
  const sweep = async (): Promise<void> => {
    try {
      await holder.renew()
      const dead = await freeDeadWorkers(pool)
      if (dead.length > 0) logger.warn({ workers: dead.length }, 'freed the jobs of workers that died')
    } catch (error) {
      logger.warn({ err: error }, 'could not look for dead workers; will try again')
    }
  }
  await sweep()
  const timer = setInterval(sweep, SWEEP_MS)
  return {
    events,
    stop: async () => {
      clearInterval(timer)
      await holder.close()
    },
  }
}

/** One connection that holds the locks; opened anew, with all of them, when it was lost. */
class LockHolder {
  readonly #pool: pg.Pool
  readonly #names = new Set<string>()
  #client: pg.PoolClient | null = null
  /** One statement at a time on the one connection. */
  #last: Promise<void> = Promise.resolve()

  private constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  static async open(pool: pg.Pool): Promise<LockHolder> {
    const holder = new LockHolder(pool)
    await holder.renew()
    return holder
  }

  hold(name: string): void {
    this.#names.add(name)
    this.#lock([name]).catch(() => this.#drop())
  }

  async renew(): Promise<void> {
    if (this.#client) return
    const client = await this.#pool.connect()
    client.on('error', () => this.#drop())
    this.#client = client
    await this.#lock([...this.#names])
  }

  #lock(names: readonly string[]): Promise<void> {
    this.#last = this.#last.then(() => this.#lockNow(names))
    return this.#last
  }

  async #lockNow(names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.#client?.query('select pg_advisory_lock($1::int, hashtext($2))', [LOCK_CLASS, name])
    }
  }

  #drop(): void {
    this.#client?.release(true)
    this.#client = null
    this.#last = Promise.resolve()
  }

  async close(): Promise<void> {
    this.#drop()
  }
}
