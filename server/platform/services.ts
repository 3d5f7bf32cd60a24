import type { Platform } from './platform.ts'
import type { Room, Service } from './room.ts'

/**
 * Starts the long-running parts of the rooms that belong in this kind of process.
 * @returns stops them in reverse order; when one does not start, those already started are stopped first
 */
export const startServices = async (
  platform: Platform,
  rooms: readonly Room[],
  where: Service['where'],
): Promise<() => Promise<void>> => {
  const stops: (() => Promise<void>)[] = []
  const stopAll = async (): Promise<void> => {
    for (const stop of stops.splice(0).reverse()) await stop()
  }
  try {
    for (const service of rooms.flatMap((room) => room.services)) {
      if (service.where === where) stops.push(await service.start(platform))
    }
  } catch (error) {
    await stopAll()
    throw error
  }
  return stopAll
}
