import { z } from 'zod'
import type { Announcement } from '../contract/announcement.ts'
import { transact } from '../db/transaction.ts'
import { systemActor } from '../identity/actor.ts'
import { defineJob, enqueue, type Job, type JobContext, type JobOf, type Ticket } from '../jobs/job.ts'
import type { JournalEvent } from './event.ts'
import { eventBySeq } from './queries.ts'

const oneEvent = z.strictObject({ seq: z.number().int() })
const ticketOf = (name: string): Ticket<typeof oneEvent> => ({ name, schema: oneEvent, attempts: 25 })

/** A room's answer to another room's news. */
export interface Reaction {
  readonly to: string
  /** Hears one event; by itself in the queue only where an earlier try failed. */
  readonly job: JobOf<typeof oneEvent>
}

/**
 * Declares a reaction. `name` is unique over all rooms (`promises.start-clock`). It is run at least once
 * for each announcement committed after this release was started, so it must bear being run twice.
 */
export const on = <A extends z.ZodType>(
  announcement: Announcement<A>,
  name: string,
  run: (context: JobContext, event: JournalEvent<z.output<A>>) => Promise<void>,
): Reaction => ({
  to: announcement.type,
  job: defineJob({
    ...ticketOf(`on:${name}`),
    run: async (context, { seq }) => {
      const event = await eventBySeq(context.db, seq)
      await run(context, { ...event, attributes: announcement.attributes.parse(event.attributes) })
    },
  }),
})

/** The job that does the reactions to what one transaction announced of one case. */
export const REACT = 'journal.react'

const heard = z.array(z.strictObject({ seq: z.number().int(), reactions: z.array(z.string()) }))

/** All jobs that these reactions need. One that fails is queued by itself and tried again: it delays no other. */
export const jobsOf = (reactions: readonly Reaction[]): Job[] => {
  const byName = new Map(reactions.map(({ job }) => [job.name, job]))
  const react = async (context: JobContext, name: string, seq: number): Promise<void> => {
    const job = byName.get(name)
    try {
      await job?.run(context, { seq })
      if (job) return
    } catch (error) {
      context.logger.warn({ err: error, reaction: name, seq }, 'a reaction failed and will be tried again')
    }
    await transact(context.db, systemActor('journal'), (tx) => enqueue(tx, ticketOf(name), { seq }))
  }
  const all = defineJob({
    name: REACT,
    schema: heard,
    attempts: 25,
    run: async (context, events) => {
      for (const { seq, reactions: names } of events)
        for (const name of names) await react(context, name, seq)
    },
  })
  return [all, ...byName.values()]
}

const registered = new Map<string, string[]>()

/** Called once by app.ts with the reactions of all rooms; announcements made before it would find none. */
export const registerReactions = (reactions: readonly Reaction[]): void => {
  registered.clear()
  for (const { to, job } of reactions) registered.set(to, [...(registered.get(to) ?? []), job.name])
}

/** Names of the jobs to queue for a kind of event. */
export const reactionsTo = (type: string): readonly string[] => registered.get(type) ?? []
