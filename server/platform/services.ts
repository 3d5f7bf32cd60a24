import type { Platform } from './platform.ts'
import { type Stop, stopAll } from './process/stops.ts'
import type { Room, Service } from './room.ts'

/**
 * Starts the long-running parts of the rooms that belong in this kind of process.
 * @returns stops them in reverse order; when one does not start, those already started are stopped first
 */
export const startServices = async (
  platform: Platform,
  rooms: readonly Room[],
  where: Service['where'],
): Promise<Stop> => {
  const stops: Stop[] = []
  const stop: Stop = () =>
    stopAll(stops, (error) => platform.logger.error({ err: error }, 'a service did not stop'))
  try {
    for (const service of rooms.flatMap((room) => room.services)) {
      if (service.where === where) stops.push(await service.start(platform))
    }
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}
