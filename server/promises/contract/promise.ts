import { z } from 'zod'
import { idSchema, line, lineOrNothing, prose, timeSchema } from '../../platform/contract/schemas.ts'

/**
 * Open until its time; then broken, unless it was kept. What happens after the time does not unbreak it: kept then, it
 * is kept late. Moved and withdrawn count only when the customer agreed before the time came.
 */
export const promiseStates = ['open', 'broken', 'kept', 'kept-late', 'moved', 'withdrawn'] as const
export type PromiseState = (typeof promiseStates)[number]

const person = z.object({ id: idSchema, name: z.string() })

export const promiseSchema = z.object({
  id: idSchema,
  case: z.object({ id: idSchema, number: z.number().int(), need: z.string() }),
  customer: person.nullable(),
  what: z.string(),
  dueAt: timeSchema,
  /** In which the customer was told the time. */
  timeZone: z.string(),
  keeper: person,
  /** Set while somebody is asked to keep it, because the case is theirs now. */
  askedKeeper: person.nullable(),
  madeBy: person,
  madeAt: timeSchema,
  messageId: idSchema.nullable(),
  movedFromId: idSchema.nullable(),
  movedToId: idSchema.nullable(),
  state: z.enum(promiseStates),
  /** Null while something is still to be done: also for a broken one. */
  settledAt: timeSchema.nullable(),
  settledWords: z.string(),
  version: z.number().int(),
})
export type CustomerPromise = z.infer<typeof promiseSchema>

/** Something in a reply that sounds like a promise, for its writer to confirm or deny. */
export const noticedPromiseSchema = z.object({
  id: idSchema,
  messageId: idSchema,
  what: z.string(),
  dueAt: timeSchema,
  /** False when only a day was named. */
  timeGiven: z.boolean(),
})
export type NoticedPromise = z.infer<typeof noticedPromiseSchema>

/** Everything promised on one case: what is still to be done first, the soonest before the others. */
export const casePromisesSchema = z.object({
  items: z.array(promiseSchema),
  noticed: z.array(noticedPromiseSchema),
  /** The customer's zone, else the desk's. */
  timeZone: z.string(),
})
export type CasePromises = z.infer<typeof casePromisesSchema>

export const newPromiseSchema = z.strictObject({
  what: line(300),
  /** Without one: the end of the next working day. */
  dueAt: timeSchema.optional(),
  /** Who keeps it; whoever makes it when left out. */
  keeperId: idSchema.optional(),
  messageId: idSchema.optional(),
  /** What was noticed in a reply, when this confirms it. */
  noticedPromiseId: idSchema.optional(),
})
export const keepSchema = z.strictObject({
  /** When it was kept, if that is told later; now when left out. */
  keptAt: timeSchema.optional(),
  words: lineOrNothing(500).default(''),
})
export const moveTimeSchema = z.strictObject({
  dueAt: timeSchema,
  /** A promise is moved with the customer, never past them. */
  customerAgreed: z.literal(true),
  words: lineOrNothing(500).default(''),
})
export const withdrawSchema = z.strictObject({ words: line(500) })
export const keeperSchema = z.strictObject({ keeperId: idSchema })

export const dueTimesQuery = z.strictObject({ words: prose(300).optional() })
export const quickTimes = ['today', 'tomorrow', 'two-working-days'] as const
/** What a person's words mean as a time, and the times that are chosen most. */
export const dueTimesSchema = z.object({
  timeZone: z.string(),
  /** Null when the words name no time. */
  read: z
    .object({ dueAt: timeSchema, timeGiven: z.boolean(), isPast: z.boolean(), words: z.string() })
    .nullable(),
  /** What is promised when no time is said: the end of the next working day. */
  otherwise: timeSchema,
  choices: z.array(z.object({ key: z.enum(quickTimes), dueAt: timeSchema })),
})
export type DueTimes = z.infer<typeof dueTimesSchema>
