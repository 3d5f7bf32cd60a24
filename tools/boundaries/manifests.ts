import type { RoomFacts } from '../lib/rooms.ts'
import { loopsIn } from './loops.ts'

/** The core may know no more than this, so that it never becomes the centre that knows everyone. */
const coreNeeds = ['people', 'customers']

/** Complaints about what the manifests say: unknown rooms, calls up a floor, loops. */
export const manifestFaults = (rooms: ReadonlyMap<string, RoomFacts>): string[] => {
  const faults: string[] = []
  for (const room of rooms.values()) {
    if (room.floor < 0) faults.push(`server/${room.name}: has no floor; give it one in tools/lib/rooms.ts`)
    for (const need of room.needs) faults.push(...faultsOfNeed(room, rooms.get(need), need))
  }
  const graph = new Map([...rooms].map(([name, room]) => [name, room.needs]))
  for (const loop of loopsIn(graph))
    faults.push(`rooms need each other in a loop: ${loop.join(' → ')} → ${loop[0]}`)
  return faults
}

const faultsOfNeed = (room: RoomFacts, target: RoomFacts | undefined, need: string): string[] => {
  const where = `server/${room.name}/room.ts: needs '${need}'`
  if (target === undefined) return [`${where}, which does not exist`]
  if (target.floor > room.floor) return [`${where}, which is on a higher floor; let it react to news instead`]
  if (room.name === 'cases' && !coreNeeds.includes(need))
    return [`${where}; the core needs ${coreNeeds.join(' and ')}, no more`]
  return []
}
