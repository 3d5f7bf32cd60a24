import { z } from 'zod'
import { defineErrors } from '../../platform/contract/errors.ts'
import { adminsOnly, definePermission } from '../../platform/contract/permission.ts'
import { idSchema, line, timeSchema } from '../../platform/contract/schemas.ts'

export const voicePermissions = {
  report: definePermission('calls.report', adminsOnly, 'Report calls as a telephone system does.'),
}

export const voiceErrors = defineErrors('voice', {
  noTeam: { status: 409, words: 'This desk has no team yet that could take a call. Set it up first.' },
})

/** How a call ended for the customer; `disconnected` when the line broke before they were done. */
export const callEnds = ['resolved', 'sent-elsewhere', 'disconnected', 'abandoned', 'ended'] as const

const base = {
  /** The telephone system's own id of this event: one that comes twice counts once. */
  eventId: line(200),
  /** Its id of the call, the same in every event of it. */
  callId: line(200),
  /** When it happened, by the clock of the telephone system. */
  at: timeSchema,
}
/** Whoever serves, by their e-mail address at this desk or, where they have none, by name. */
const agent = line(200)
/** The queue or department by name; one that bears the name of a team is that team. */
const team = line(200)
const numbers = {
  direction: z.enum(['in', 'out']).optional(),
  /** The customer's number, as the system writes it. */
  customerNumber: line(80).optional(),
}

/** What a telephone system tells, in any order and as often as it likes. */
export const callEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...base, ...numbers, type: z.literal('queued'), team }),
  z.strictObject({
    ...base,
    ...numbers,
    type: z.literal('ringing'),
    team: team.optional(),
    agent: agent.optional(),
  }),
  z.strictObject({ ...base, ...numbers, type: z.literal('answered'), agent, team: team.optional() }),
  z.strictObject({ ...base, type: z.literal('held'), agent: agent.optional() }),
  z.strictObject({ ...base, type: z.literal('resumed'), agent: agent.optional() }),
  /** A colleague is asked while the customer waits; they hear nothing of it. */
  z.strictObject({ ...base, type: z.literal('consulted'), agent: agent.optional(), with: agent }),
  z.strictObject({
    ...base,
    type: z.literal('transferred'),
    agent: agent.optional(),
    how: z.enum(['warm', 'cold']).default('cold'),
    toTeam: team.optional(),
    toAgent: agent.optional(),
  }),
  /** Somebody comes in beside those who speak already. */
  z.strictObject({ ...base, type: z.literal('joined'), agent, team: team.optional() }),
  z.strictObject({ ...base, type: z.literal('left'), agent }),
  z.strictObject({
    ...base,
    ...numbers,
    type: z.literal('ended'),
    reason: z.enum(callEnds).default('ended'),
  }),
  /** After-call work is done. */
  z.strictObject({ ...base, type: z.literal('wrapped-up'), agent }),
])
export type CallEvent = z.output<typeof callEventSchema>

export const callEventsSchema = z.strictObject({
  /** Which telephone system tells it: call ids are its own. */
  system: line(60).default('telephone'),
  events: z.array(callEventSchema).min(1, 'must hold an event').max(500),
})
/** Where the calls stand that the events are of; null while a call is going on. */
export const reportedCallsSchema = z.object({
  items: z.array(
    z.object({ callId: z.string(), caseId: idSchema.nullable(), contactId: idSchema.nullable() }),
  ),
})
