import type { Platform } from '../../server/platform/platform.ts'
import { rooms } from '../../server/rooms.ts'

/** Lets a room hear everything that was announced since it heard last, twice: the queue promises no less. */
export const hearingOf = (platform: Platform, room: string): (() => Promise<void>) => {
  const reactions = rooms.flatMap(({ name, reactions }) => (name === room ? reactions : []))
  let heard = 0
  return async () => {
    const events = await platform.db
      .selectFrom('journal')
      .select(['seq', 'type'])
      .where('seq', '>', heard)
      .orderBy('seq')
      .execute()
    for (const { seq, type } of [...events, ...events])
      for (const { to, job } of reactions)
        if (to === type) await job.run({ ...platform, attempt: 1 }, { seq })
    heard = events.at(-1)?.seq ?? heard
  }
}
