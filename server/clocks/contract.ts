import { z } from 'zod'
import { defineAnnouncement } from '../platform/contract/announcement.ts'
import { adminsOnly, definePermission, everyStaff } from '../platform/contract/permission.ts'
import { idSchema, timeSchema } from '../platform/contract/schemas.ts'

export const clockPermissions = {
  read: definePermission(
    'clocks.read',
    everyStaff,
    'See how long customers may wait, and how long they did.',
  ),
  manage: definePermission('clocks.manage', adminsOnly, 'Set how long customers may wait.'),
}

/** The clocks of a case (methods.md section 5). */
export const kinds = ['first-response', 'next-response', 'first-resolution', 'full-resolution'] as const
export type Kind = (typeof kinds)[number]

/** How a clock stopped. */
export const endings = ['answered', 'proposed', 'confirmed', 'unconfirmed', 'closed'] as const
export type Ended = (typeof endings)[number]

/** A year of working minutes is as good as no target. */
const minutes = z.number().int().min(1).max(525_600).nullable()

/** What is aimed at, in working minutes; null is measured without a target. */
export const targetsSchema = z.strictObject({
  firstResponse: minutes,
  nextResponse: minutes,
  firstResolution: minutes,
  fullResolution: minutes,
})
export type Targets = z.infer<typeof targetsSchema>

const named = z.object({ id: idSchema, name: z.string() }).nullable()

/** Both null: for everybody who has none of their own. */
export const policySchema = targetsSchema.extend({
  id: idSchema,
  team: named,
  organisation: named,
  /** Since when these targets hold. */
  fromAt: timeSchema,
  version: z.number().int(),
})
export type Policy = z.infer<typeof policySchema>

export const clockSchema = z.object({
  id: idSchema,
  kind: z.enum(kinds),
  startedAt: timeSchema,
  stoppedAt: timeSchema.nullable(),
  ended: z.enum(endings).nullable(),
  targetMinutes: z.number().int().nullable(),
  dueAt: timeSchema.nullable(),
  breached: z.boolean(),
  /** Open hours without pauses, up to now while it runs. */
  workingSeconds: z.number(),
  /** From its start to its end, whatever the hour. */
  calendarSeconds: z.number(),
  /** Open hours in which a question of ours waited for the customer. */
  pausedSeconds: z.number(),
})
export type Clock = z.infer<typeof clockSchema>

/** Always shown together: what we worked, what the customer lived through, and the worst of it. */
export const caseClocksSchema = z.object({
  clocks: z.array(clockSchema),
  /** The clocks to a resolution rest now, because a question of ours is open. */
  restsNow: z.boolean(),
  /** The longest time a word of the customer waited for ours; null when none ever did. */
  longestSilence: z
    .object({ seconds: z.number(), since: timeSchema, until: timeSchema.nullable() })
    .nullable(),
  /** The hours by which this is reckoned; null is at every hour. */
  calendar: named,
})
export type CaseClocks = z.infer<typeof caseClocksSchema>

const clock = z.object({ kind: z.enum(kinds), dueAt: timeSchema })
export const clockAnnouncements = {
  policyChanged: defineAnnouncement('clocks.policy-changed', z.object({ for: z.string() })),
  /** Clocks of a case started, stopped or are due at another time: screens that show them look again. */
  set: defineAnnouncement('clocks.set', z.object({})),
  /** Three quarters of the target have passed. */
  warned: defineAnnouncement('clocks.warned', clock),
  /** The target has passed. */
  breached: defineAnnouncement('clocks.breached', clock),
}
