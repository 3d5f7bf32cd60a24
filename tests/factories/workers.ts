import { connect } from '../../server/platform/db/pool.ts'
import { startWorker } from '../../server/platform/jobs/worker.ts'
import { jobsOf, registerReactions } from '../../server/platform/journal/reactions.ts'
import { rooms } from '../../server/rooms.ts'
import type { TestPlatform } from '../harness/platform.ts'

/** Real workers that run what every room does, as a desk with several machines has them. @returns stops them */
export const startWorkers = async (platform: TestPlatform, count: number): Promise<() => Promise<void>> => {
  const reactions = rooms.flatMap((room) => room.reactions)
  registerReactions(reactions)
  const jobs = [...rooms.flatMap((room) => room.jobs), ...jobsOf(reactions)]
  const stops: (() => Promise<unknown>)[] = []
  for (let worker = 0; worker < count; worker += 1) {
    const connection = connect(platform.database.url, 4, 'worker')
    stops.push(await startWorker(platform, connection.pool, jobs), () => connection.close())
  }
  return async () => {
    for (const stop of stops) await stop()
    registerReactions([])
  }
}
