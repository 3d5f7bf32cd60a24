import { z } from 'zod'
import { defineAnnouncement } from '../platform/contract/announcement.ts'
import { defineErrors } from '../platform/contract/errors.ts'
import { definePermission, everyStaff } from '../platform/contract/permission.ts'
import { idSchema, prose, timeSchema } from '../platform/contract/schemas.ts'

export const consultPermissions = {
  read: definePermission('consults.read', everyStaff, 'See who was asked for help on the cases you see.'),
  write: definePermission(
    'consults.write',
    everyStaff,
    'Ask colleagues into a case, and answer what you are asked.',
  ),
}

export const consultErrors = defineErrors('consults', {
  toSelf: { status: 409, words: 'You cannot ask yourself. Choose a colleague, or another team.' },
  notHere: {
    status: 409,
    words: 'This person cannot be asked: they left, or have not signed in yet. Choose somebody else.',
  },
  away: { status: 409, words: 'This person is away. Ask whoever stands in for them.' },
  nobodyOnDuty: {
    status: 409,
    words: 'Nobody is on duty in this team now. Ask one of its people by name, or another team.',
  },
  askedAlready: {
    status: 409,
    words:
      'They are asked already and have not answered yet. Wait for the answer, or take that question back.',
  },
  mayNotWrite: {
    status: 409,
    words: 'Their role does not let them write to customers. Ask them without that.',
  },
  finished: { status: 409, words: 'This case is finished. Open it again to ask for help with it.' },
  over: { status: 409, words: 'This question has ended already.' },
  notAsked: {
    status: 409,
    words: 'This was not asked of you. Write a note instead: everybody here reads it.',
  },
  notYours: { status: 409, words: 'Only whoever asked, the owner or a lead can take this question back.' },
})

export const consultStates = ['asked', 'answered', 'declined', 'withdrawn'] as const
/** What ended a question that nobody answered: a person, or what became of the case or of who was asked. */
export const endings = ['withdrawn', 'closed', 'solved', 'merged', 'left'] as const
export type Ending = (typeof endings)[number]

const named = z.object({ id: idSchema, name: z.string() })
export const consultSchema = z.object({
  id: idSchema,
  caseId: idSchema,
  /** Null when Regard asks, by a guideline. */
  askedBy: named.nullable(),
  /** Who is to answer. */
  to: named,
  /** The team that was asked; everybody in it may answer. */
  team: named.nullable(),
  question: z.string(),
  mayWriteToCustomer: z.boolean(),
  state: z.enum(consultStates),
  askedAt: timeSchema,
  endedAt: timeSchema.nullable(),
  endedBy: named.nullable(),
  /** The answer, or why they cannot help. */
  words: z.string().nullable(),
  because: z.enum(endings).nullable(),
  /** What the reader may do with it now. */
  may: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
})
export type Consult = z.infer<typeof consultSchema>
export const consultListSchema = z.object({ items: z.array(consultSchema) })

const asked = z.union([z.strictObject({ staffId: idSchema }), z.strictObject({ teamId: idSchema })])
export const newConsultsSchema = z.strictObject({
  /** Each is asked by themselves; of a team whoever is on duty, and anybody there may answer. */
  to: z.array(asked).min(1, 'name a person or a team').max(20),
  question: prose(2000).trim().min(1, 'must not be empty: say what you want to know'),
  /** Without it they read the case and write notes. It ends with the question. */
  mayWriteToCustomer: z.boolean().default(false),
})
export const answerSchema = z.strictObject({
  words: prose(20_000).trim().min(1, 'must not be empty'),
})
export const refusalSchema = z.strictObject({
  words: prose(1000).trim().min(1, 'must not be empty: say why, so that they know whom else to ask'),
})

const about = z.object({
  consultId: z.number(),
  /** Null when Regard asked. */
  fromStaffId: z.number().nullable(),
  fromName: z.string().nullable(),
  toStaffId: z.number(),
  toName: z.string(),
  teamId: z.number().nullable(),
  teamName: z.string().nullable(),
  question: z.string(),
})
/** From the question to its end, in whole seconds. */
const ended = about.extend({ afterSeconds: z.number().int() })
export const consultAnnouncements = {
  asked: defineAnnouncement('consults.asked', about.extend({ mayWriteToCustomer: z.boolean() })),
  answered: defineAnnouncement('consults.answered', ended.extend({ noteId: z.number() })),
  declined: defineAnnouncement('consults.declined', ended.extend({ words: z.string() })),
  withdrawn: defineAnnouncement('consults.withdrawn', ended.extend({ because: z.enum(endings) })),
}
