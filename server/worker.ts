import type pg from 'pg'
import { upkeepJobs } from './platform/jobs/upkeep.ts'
import { startWorker } from './platform/jobs/worker.ts'
import type { Platform } from './platform/platform.ts'
import { startServices } from './platform/services.ts'
import { rooms } from './rooms.ts'

/**
 * Runs the jobs, reactions and services of all rooms.
 * @returns stops them, and waits for jobs under way
 */
export const startJobs = async (platform: Platform, pool: pg.Pool): Promise<() => Promise<void>> => {
  const jobs = [
    ...upkeepJobs,
    ...rooms.flatMap((room) => [...room.jobs, ...room.reactions.map(({ job }) => job)]),
  ]
  const stopServices = await startServices(platform, rooms, 'worker')
  const stopWorker = await startWorker(platform, pool, jobs)
  return async () => {
    await stopServices()
    await stopWorker()
  }
}
