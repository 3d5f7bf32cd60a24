import { z } from 'zod'
import { defineAnnouncement } from '../platform/contract/announcement.ts'
import { defineErrors } from '../platform/contract/errors.ts'
import { adminsOnly, definePermission } from '../platform/contract/permission.ts'
import { idSchema, prose, timeSchema } from '../platform/contract/schemas.ts'

export const solutionPermissions = {
  answer: definePermission('solutions.answer', 'anyone', 'Say by a mailed link whether it is solved.'),
  manage: definePermission('solutions.manage', adminsOnly, 'Choose when customers are reminded.'),
}

export const solutionErrors = defineErrors('solutions', {
  nobodyToAsk: {
    status: 409,
    words: 'Nobody is known as the customer of this case. Say whose case it is, then ask them.',
  },
  noWayToAsk: {
    status: 409,
    words: 'We know no e-mail address of this customer. Ask them in a call and write down what they say.',
  },
  asksAlready: {
    status: 409,
    words: 'The customer has been asked already. Take that back first, or wait for their word.',
  },
  notWaiting: { status: 409, words: 'This does not wait for the customer any more. See what happened.' },
  notSpoken: {
    status: 400,
    words: 'Choose the call or visit of this case in which the customer said it.',
  },
  heardAlready: {
    status: 409,
    words: 'What the customer said in this contact is written down already, or they wrote since.',
  },
})

/** What was done, in words the customer understands. */
const words = prose(20_000).trim().min(1, 'must not be empty')

export const proposeSchema = z.strictObject({
  words,
  /** The newest message the writer had seen: an unseen one holds the proposal back, as with a reply. */
  seenUpTo: z.number().int().min(0),
})

export const said = ['yes', 'not-yet'] as const
export type Said = (typeof said)[number]

/** Asked and answered in one call or visit. */
export const spokenSchema = z.strictObject({
  words,
  contactId: idSchema,
  said: z.enum(said),
  /** What they said, as they said it. */
  customerWords: prose(2_000).trim().min(1, 'must not be empty'),
})

export const outcomes = ['waiting', 'silent', 'confirmed', 'not-yet', 'overtaken', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]

export const solutionSchema = z.object({
  id: idSchema,
  words: z.string(),
  proposedBy: z.object({ id: idSchema, name: z.string() }),
  proposedAt: timeSchema,
  outcome: z.enum(outcomes),
  /** How they were asked: in a message, or in a contact that was spoken. */
  askedIn: z.object({ messageId: idSchema.nullable(), contactId: idSchema.nullable() }),
  reminders: z.number().int(),
  /** When we remind them again or let it rest. */
  nextStepAt: timeSchema.nullable(),
  silentSince: timeSchema.nullable(),
  endedAt: timeSchema.nullable(),
  answeredBy: z.enum(['link', 'page', 'spoken']).nullable(),
  answerWords: z.string(),
  heardBy: z.object({ id: idSchema, name: z.string() }).nullable(),
})
export type Solution = z.infer<typeof solutionSchema>
export const solutionListSchema = z.object({ items: z.array(solutionSchema) })

export const solutionSettingsSchema = z.object({
  /** Days after the proposal. */
  reminderDays: z.array(z.number().int()),
  /** After so many days without a word it rests unconfirmed. */
  restDays: z.number().int(),
  version: z.number().int(),
})
export type SolutionSettings = z.infer<typeof solutionSettingsSchema>
const days = z.number().int().min(1).max(90)
export const changeSolutionSettingsSchema = z.strictObject({
  reminderDays: z.array(days).max(5).optional(),
  restDays: days.optional(),
})

const ofSolution = z.object({ solutionId: z.number() })
export const solutionAnnouncements = {
  proposed: defineAnnouncement(
    'solutions.proposed',
    ofSolution.extend({ messageId: z.number().nullable(), contactId: z.number().nullable() }),
  ),
  confirmed: defineAnnouncement(
    'solutions.confirmed',
    ofSolution.extend({ by: z.enum(['link', 'page', 'spoken']), heardBy: z.number().nullable() }),
  ),
  notYet: defineAnnouncement(
    'solutions.not-yet',
    ofSolution.extend({ by: z.enum(['link', 'page', 'spoken']), heardBy: z.number().nullable() }),
  ),
  reminded: defineAnnouncement('solutions.reminded', ofSolution.extend({ messageId: z.number() })),
  silent: defineAnnouncement('solutions.silent', ofSolution),
  overtaken: defineAnnouncement('solutions.overtaken', ofSolution),
  withdrawn: defineAnnouncement('solutions.withdrawn', ofSolution),
  settingsChanged: defineAnnouncement(
    'solutions.settings-changed',
    z.object({ changed: z.array(z.string()) }),
  ),
}
