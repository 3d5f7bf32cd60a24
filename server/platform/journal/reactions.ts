import { z } from 'zod'
import type { Announcement } from '../contract/announcement.ts'
import { defineJob, type Job } from '../jobs/job.ts'
import type { JournalEvent } from './event.ts'
import { eventBySeq } from './queries.ts'

/** A room's answer to another room's news; runs as a job of its own, so a failure delays nobody else. */
export interface Reaction {
  readonly to: string
  readonly job: Job
}

/**
 * Declares a reaction. `name` is unique over all rooms (`promises.start-clock`). It is run at least once
 * for each announcement committed after this release was started, so it must bear being run twice.
 */
export const on = <A extends z.ZodType>(
  announcement: Announcement<A>,
  name: string,
  run: (context: Parameters<Job['run']>[0], event: JournalEvent<z.output<A>>) => Promise<void>,
): Reaction => ({
  to: announcement.type,
  job: defineJob({
    name: `on:${name}`,
    schema: z.strictObject({ seq: z.number().int() }),
    attempts: 25,
    run: async (context, { seq }) => {
      const event = await eventBySeq(context.db, seq)
      await run(context, { ...event, attributes: announcement.attributes.parse(event.attributes) })
    },
  }),
})

const registered = new Map<string, string[]>()

/** Called once by app.ts with the reactions of all rooms; announcements made before it would find none. */
export const registerReactions = (reactions: readonly Reaction[]): void => {
  registered.clear()
  for (const { to, job } of reactions) registered.set(to, [...(registered.get(to) ?? []), job.name])
}

/** Names of the jobs to queue for a kind of event. */
export const reactionsTo = (type: string): readonly string[] => registered.get(type) ?? []
