import { z } from 'zod'
import { defineAnnouncement } from '../platform/contract/announcement.ts'
import { defineErrors } from '../platform/contract/errors.ts'
import { adminsOnly, definePermission, everyStaff, leadsAndUp } from '../platform/contract/permission.ts'
import { idSchema, pageOf, prose, timeSchema } from '../platform/contract/schemas.ts'

export const ownershipPermissions = {
  handOver: definePermission(
    'cases.hand-over',
    everyStaff,
    'Offer a case you own to somebody else, and answer what is offered to you.',
  ),
  takeOver: definePermission('cases.take-over', leadsAndUp, 'Become the owner of a case, with a reason.'),
  letGo: definePermission('people.let-go', adminsOnly, 'Hand over what somebody owns and switch them off.'),
}

export const ownershipErrors = defineErrors('ownership', {
  notYours: { status: 409, words: 'Only its owner or a lead can hand this case over. Ask them.' },
  toOwner: { status: 409, words: 'They own this case already. Choose somebody else.' },
  notHere: {
    status: 409,
    words: 'This person cannot take cases: they left, leave, or have not signed in yet.',
  },
  away: { status: 409, words: 'This person is away. Offer it to whoever stands in for them.' },
  noRights: { status: 409, words: 'This person cannot see this case. Offer it to a team of theirs.' },
  alreadyOffered: {
    status: 409,
    words: 'This case is offered to somebody already. Take that back first, or wait for the answer.',
  },
  finished: { status: 409, words: 'This case is finished: there is nothing to hand over.' },
  answered: { status: 409, words: 'This offer was answered already. Nothing was changed.' },
  notOffered: { status: 409, words: 'This is not offered to you, so it is not yours to answer.' },
  nothingToTakeOver: { status: 409, words: 'You own this case already.' },
})

/** What the receiver reads before the first word (methods.md 3.14). All five, or there is no hand-off. */
export const briefFields = ['need', 'done', 'promised', 'nextStep', 'feeling'] as const
export type BriefField = (typeof briefFields)[number]
const briefText = prose(4000).trim().min(1, 'must not be empty: the next person starts from this')
export const briefSchema = z.strictObject({
  /** In the customer's words. */
  need: briefText,
  done: briefText,
  promised: briefText,
  nextStep: briefText,
  /** How the customer feels. */
  feeling: briefText,
})
export type Brief = z.infer<typeof briefSchema>
/** What the record knows; a field it knows nothing of is empty and is for the giver to write. */
export const briefDraftSchema = z.object(
  Object.fromEntries(briefFields.map((field) => [field, z.string()])) as Record<BriefField, z.ZodString>,
)

export const handOffStates = ['offered', 'accepted', 'declined', 'returned', 'expired', 'withdrawn'] as const

const person = z.object({ id: idSchema, name: z.string() })
export const handOffSchema = z.object({
  id: idSchema,
  caseId: idSchema,
  /** Accountable until it is accepted. */
  from: person,
  fromTeam: person,
  to: person,
  toTeam: person,
  /** Who asked for it; null when Regard did for somebody who is away or leaves. */
  offeredBy: person.nullable(),
  brief: briefSchema,
  tellCustomer: z.boolean(),
  state: z.enum(handOffStates),
  offeredAt: timeSchema,
  /** Unanswered then, it goes on to the lead on duty; the giver stays the owner. */
  answerBy: timeSchema,
  answeredAt: timeSchema.nullable(),
  /** Why it was declined, or what the brief lacks. */
  answerWords: z.string().nullable(),
  escalatedFromId: idSchema.nullable(),
  /** What the reader may do with it now. */
  may: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
})
export type HandOff = z.infer<typeof handOffSchema>
export const handOffListSchema = z.object({ items: z.array(handOffSchema) })

/** What is offered to its reader, with what they must know of the case before they open it. */
export const offeredSchema = handOffSchema.extend({
  case: z.object({
    number: z.number().int(),
    need: z.string(),
    customerName: z.string().nullable(),
    /** True while something is promised on it that is still to be kept. */
    hasPromises: z.boolean(),
  }),
})
export type Offered = z.infer<typeof offeredSchema>
export const offeredPageSchema = pageOf(offeredSchema)

export const newHandOffSchema = z.strictObject({
  /** A person; with a team they belong to when they do not see the case yet. */
  toStaffId: idSchema.optional(),
  /** A team: its person on duty answers. The case becomes that team's when it is accepted. */
  toTeamId: idSchema.optional(),
  brief: briefSchema,
  /** Tell the customer, once it is accepted, who looks after them now. */
  tellCustomer: z.boolean().default(false),
  /** How long the receiver has, in minutes. */
  answerWithin: z.number().int().min(5).max(10_080).default(120),
})
export type NewHandOff = z.output<typeof newHandOffSchema>

export const refusalSchema = z.strictObject({
  /** `declined`: I cannot. `returned`: the brief lacks something. */
  kind: z.enum(['declined', 'returned']),
  words: prose(1000).trim().min(1, 'must not be empty: say why'),
})
/**
 * Which promises on the case its new owner keeps from now on. What is not named stays with its keeper; without a list
 * the new owner is asked later for each.
 */
const promiseIds = z.array(idSchema).max(100).optional()
export const acceptanceSchema = z.strictObject({ promiseIds }).prefault({})
export const acceptancesSchema = z.strictObject({
  handOffs: z
    .array(z.strictObject({ id: idSchema, promiseIds }))
    .min(1)
    .max(200),
})
/** Each offer by itself: one that was taken back or ran out does not stop the others. */
export const acceptancesResultSchema = z.object({
  accepted: z.array(idSchema),
  refused: z.array(z.object({ id: idSchema, code: z.string(), words: z.string() })),
})
export type AcceptancesResult = z.infer<typeof acceptancesResultSchema>
export const takeOverSchema = z.strictObject({
  promiseIds,
  reason: prose(1000).trim().min(1, 'must not be empty: the owner and everybody after them reads it'),
})

/** Somebody is leaving: who receives what they own, and how much is still theirs. */
export const leavingSchema = z.object({
  staffId: idSchema,
  receiver: person,
  begunAt: timeSchema,
  /** Unfinished cases they still own. */
  left: z.number().int(),
})
export type Leaving = z.infer<typeof leavingSchema>
export const newLeavingSchema = z.strictObject({
  receiverId: idSchema,
})

/** How much somebody owns that is not finished, and whether they are on their way out. */
export const workloadSchema = z.object({
  staffId: idSchema,
  unfinished: z.number().int(),
  leaving: leavingSchema.nullable(),
})

const parties = z.object({
  handOffId: z.number(),
  fromStaffId: z.number(),
  fromName: z.string(),
  fromTeamId: z.number(),
  toStaffId: z.number(),
  toName: z.string(),
  toTeamId: z.number(),
})
const answered = parties.extend({
  /** From the offer to the answer, in whole seconds. */
  afterSeconds: z.number().int(),
})
/** methods.md section 1 names the first two for process mining: handoff_offered, handoff_accepted. */
export const ownershipAnnouncements = {
  handOffOffered: defineAnnouncement('ownership.hand-off-offered', parties),
  handOffAccepted: defineAnnouncement(
    'ownership.hand-off-accepted',
    answered.extend({ tellCustomer: z.boolean() }),
  ),
  handOffDeclined: defineAnnouncement('ownership.hand-off-declined', answered.extend({ words: z.string() })),
  handOffReturned: defineAnnouncement('ownership.hand-off-returned', answered.extend({ words: z.string() })),
  handOffExpired: defineAnnouncement('ownership.hand-off-expired', answered),
  handOffWithdrawn: defineAnnouncement('ownership.hand-off-withdrawn', answered),
  takenOver: defineAnnouncement(
    'ownership.taken-over',
    z.object({
      fromStaffId: z.number(),
      fromName: z.string(),
      toStaffId: z.number(),
      toName: z.string(),
      reason: z.string(),
    }),
  ),
  leavingBegun: defineAnnouncement(
    'ownership.leaving-begun',
    z.object({ receiverId: z.number(), cases: z.number() }),
  ),
  leavingEnded: defineAnnouncement('ownership.leaving-ended', z.object({ switchedOff: z.boolean() })),
}
