import {
  Logger as GraphileLogger,
  type ParsedCronItem,
  parseCronItems,
  type Runner,
  run,
  type Task,
} from 'graphile-worker'
import type pg from 'pg'
import type { Platform } from '../platform.ts'
import type { Job } from './job.ts'
import { superviseWorkers } from './recovery.ts'

const taskOf =
  (platform: Platform, job: Job): Task =>
  async (payload, helpers) => {
    const logger = platform.logger.child({ job: job.name })
    try {
      await job.run({ ...platform, logger, attempt: helpers.job.attempts }, payload)
    } catch (error) {
      logger.warn({ err: error, attempt: helpers.job.attempts }, 'a job failed and will be tried again')
      throw error
    }
  }

/** What runs by the clock; after a pause of the desk it runs once, not once for each time it missed. */
const scheduled = (jobs: readonly Job[]): ParsedCronItem[] =>
  parseCronItems(
    jobs.flatMap(({ name, schedule }) =>
      schedule ? [{ task: name, match: schedule, identifier: name }] : [],
    ),
  )

/**
 * Runs the jobs of all rooms until stopped. Jobs of workers that died are freed at start and every 10 s
 * (see recovery.ts), instead of after the four hours the library waits.
 * @returns stops taking jobs and waits for those under way
 */
export const startWorker = async (
  platform: Platform,
  pool: pg.Pool,
  jobs: readonly Job[],
): Promise<() => Promise<void>> => {
  const supervision = await superviseWorkers(pool, platform.logger)
  const log = new GraphileLogger(() => (level, message) => {
    if (level === 'error') platform.logger.error({ part: 'jobs' }, message)
  })
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: platform.config.WORKER_CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 1_000,
    taskList: Object.fromEntries(jobs.map((job) => [job.name, taskOf(platform, job)])),
    parsedCronItems: scheduled(jobs),
    events: supervision.events,
    logger: log,
  }).catch(async (error) => {
    await supervision.stop()
    throw error
  })
  return async () => {
    await runner.stop()
    await supervision.stop()
  }
}
