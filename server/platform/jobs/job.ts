import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Database } from '../db/pool.ts'
import type { Tx } from '../db/transaction.ts'
import type { Platform } from '../platform.ts'

/** What a running job may use. */
export interface JobContext extends Platform {
  readonly logger: Logger
  /** First try is 1. */
  readonly attempt: number
}

/** A job as the worker sees it: the payload is checked before `run`. */
export interface Job {
  readonly name: string
  readonly attempts: number
  /** Cron line (`*\/5 * * * *`) when it runs by the clock. */
  readonly schedule?: string
  run(context: JobContext, payload: unknown): Promise<void>
}

export interface JobOf<S extends z.ZodType> extends Job {
  readonly schema: S
}

/** What one must know of a job to queue it; apart from the job where its work leads far. */
export interface Ticket<S extends z.ZodType> {
  /** `room.verb`, unique over all rooms. */
  readonly name: string
  readonly schema: S
  readonly attempts: number
}

export interface JobDefinition<S extends z.ZodType> extends Ticket<S> {
  schedule?: string
  /** Must bear being run again: a worker may die after the work and before saying so. */
  run(context: JobContext, payload: z.output<S>): Promise<void>
}

export const defineJob = <S extends z.ZodType>(definition: JobDefinition<S>): JobOf<S> => ({
  ...definition,
  run: (context, payload) => definition.run(context, definition.schema.parse(payload)),
})

export interface EnqueueOptions {
  /** Not before this instant. */
  readonly runAt?: Date
  /** Only one waiting job per key: a later one replaces it. */
  readonly key?: string
  /** Jobs of one queue run one after the other. */
  readonly queue?: string
}

/** Queues a job in the caller's transaction: it exists exactly if the change does. */
export const enqueue = async <S extends z.ZodType>(
  tx: Tx,
  job: Ticket<S>,
  payload: z.input<S>,
  { runAt, key, queue }: EnqueueOptions = {},
): Promise<void> => {
  await sql`select graphile_worker.add_job(
    ${job.name}, ${JSON.stringify(job.schema.parse(payload))}::json,
    queue_name => ${queue ?? null}::text, run_at => ${runAt ?? null}::timestamptz,
    max_attempts => ${job.attempts}::int, job_key => ${key ?? null}::text)`.execute(tx)
}

/** Takes a job out of the queue whose work is done already. One that is running goes on. */
export const dequeue = async (db: Database, key: string): Promise<void> => {
  await sql`select graphile_worker.remove_job(${key})`.execute(db)
}
