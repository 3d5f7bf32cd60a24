import { z } from 'zod'
import { defineAnnouncement } from '../../platform/contract/announcement.ts'
import { timeSchema } from '../../platform/contract/schemas.ts'

/** What every news of a promise tells, so that a line about it needs no second question. */
const promise = z.object({
  promiseId: z.number(),
  what: z.string(),
  dueAt: timeSchema,
  timeZone: z.string(),
  keeperId: z.number(),
  keeperName: z.string(),
})

/** Everything that can be announced of a promise; methods.md section 1 names made, due and kept. */
export const promiseAnnouncements = {
  made: defineAnnouncement('promises.made', promise),
  /** Soon it is due, and nobody has kept it yet. */
  dueSoon: defineAnnouncement('promises.due-soon', promise),
  /** Its time has come, kept already or not. */
  due: defineAnnouncement('promises.due', promise.extend({ kept: z.boolean() })),
  /** Its time has passed without it being kept. */
  broken: defineAnnouncement('promises.broken', promise),
  kept: defineAnnouncement('promises.kept', promise.extend({ late: z.boolean() })),
  moved: defineAnnouncement('promises.moved', promise.extend({ toPromiseId: z.number(), to: timeSchema })),
  withdrawn: defineAnnouncement('promises.withdrawn', promise.extend({ words: z.string() })),
  /** Somebody takes back what they said became of it. */
  reopened: defineAnnouncement('promises.reopened', promise),
  /** Another person keeps it from now on. */
  handed: defineAnnouncement('promises.handed', promise.extend({ fromStaffId: z.number() })),
  /** The case has another owner: they are asked to keep it. */
  keeperAsked: defineAnnouncement('promises.keeper-asked', promise.extend({ askedStaffId: z.number() })),
  /** The message that said it was taken back before it left. */
  unsaid: defineAnnouncement('promises.unsaid', promise),
  /** A reply sounds like a promise; its writer is asked. */
  noticed: defineAnnouncement('promises.noticed', z.object({ messageId: z.number(), count: z.number() })),
}
