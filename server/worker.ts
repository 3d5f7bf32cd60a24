import { type Given, openPlatform } from './app.ts'
import { upkeepJobs } from './platform/jobs/upkeep.ts'
import { startWorker } from './platform/jobs/worker.ts'
import { jobsOf } from './platform/journal/reactions.ts'
import { type Stop, stopAll } from './platform/process/stops.ts'
import { startServices } from './platform/services.ts'
import { rooms } from './rooms.ts'

/**
 * Runs the jobs, reactions and services of all rooms.
 * @returns stops them, and waits for jobs under way
 */
export const startJobs = async (given: Given): Promise<Stop> => {
  const { platform, connection } = openPlatform(given, 'worker')
  const stops: Stop[] = [connection.close]
  const stop: Stop = () =>
    stopAll(stops, (error) => platform.logger.error({ err: error }, 'a part of the worker did not stop'))
  const jobs = [
    ...upkeepJobs,
    ...rooms.flatMap((room) => room.jobs),
    ...jobsOf(rooms.flatMap((room) => room.reactions)),
  ]
  try {
    stops.push(await startWorker(platform, connection.pool, jobs))
    stops.push(await startServices(platform, rooms, 'worker'))
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}
