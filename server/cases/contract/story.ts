import { z } from 'zod'
import { idSchema, line, lineOrNothing, prose, timeSchema } from '../../platform/contract/schemas.ts'

/** What a fact is about. `tried` and `feeling` have places of their own in the story. */
export const factSlots = ['name', 'device', 'reference', 'wish', 'tried', 'feeling', 'other'] as const
export type FactSlot = (typeof factSlots)[number]

const person = z.object({ id: idSchema, name: z.string() })

export const factSchema = z.object({
  id: idSchema,
  /** The case on which it was told: this one, or an earlier one of the same customer. */
  caseId: idSchema,
  caseNumber: z.number().int(),
  slot: z.enum(factSlots),
  text: z.string(),
  /** Where it was said, and the words that were selected there. */
  messageId: idSchema.nullable(),
  contactId: idSchema.nullable(),
  quote: z.string(),
  addedBy: person,
  addedAt: timeSchema,
  /** How it read before, oldest first. */
  corrections: z.array(
    z.object({ text: z.string(), slot: z.enum(factSlots), by: z.string(), at: timeSchema }),
  ),
  version: z.number().int(),
})
export type Fact = z.infer<typeof factSchema>

export const newFactSchema = z.strictObject({
  slot: z.enum(factSlots).default('other'),
  text: line(500),
  messageId: idSchema.optional(),
  contactId: idSchema.optional(),
  /** The selected words; they must stand in the message or contact. */
  quote: prose(2_000).trim().default(''),
})
export const changeFactSchema = z.strictObject({
  slot: z.enum(factSlots).optional(),
  text: line(500).optional(),
})

/** Lines of the brief that a person may write; the need is changed with the case, the rest is counted. */
export const briefLines = ['tried', 'next', 'feeling'] as const
export type BriefLine = (typeof briefLines)[number]
/** Empty text gives the line back to the record. */
export const writeBriefLineSchema = z.strictObject({ text: lineOrNothing(300) })

const briefLineSchema = z.object({
  /** Null where nothing is on record. */
  text: z.string().nullable(),
  /** Who wrote it; null when it comes from the record by itself. */
  writtenBy: person.nullable(),
  writtenAt: timeSchema.nullable(),
})
export const briefSchema = z.object({
  need: z.string(),
  /** The customer's first words, as far as they fit in a line. */
  firstWords: z.string(),
  tried: briefLineSchema,
  next: briefLineSchema,
  feeling: briefLineSchema,
})
export type Brief = z.infer<typeof briefSchema>

const seconds = z.number().int()
const count = z.number().int()

/** What this customer went through for this need; methods.md sections 3.5, 3.6, 3.8, 3.15 and 12 define each. */
export const journeyCountsSchema = z.object({
  /** Times the customer came to us. */
  contacts: count,
  legs: count,
  people: count,
  teams: count,
  /** Teams in the order in which they served, equal neighbours once. */
  path: z.array(z.string()),
  agentHandOffs: count,
  groupHandOffs: count,
  pingPong: count,
  returns: count,
  contactsWithTransfer: count,
  disconnections: count,
  /** Times the customer came back within 30 minutes after being cut off. */
  reconnects: count,
  repeats: count,
  queueSeconds: seconds,
  longestQueueSeconds: seconds,
  holdSeconds: seconds,
  /** In queues and on hold. */
  waitingSeconds: seconds,
  /** Longest time between a customer's message and our next word. */
  longestSilenceSeconds: seconds,
  /** Talk and hold of all legs. */
  handleSeconds: seconds,
  afterCallSeconds: seconds,
  /** The customer's own time on the line, waiting included. */
  customerSeconds: seconds,
  longestGapSeconds: seconds,
  /** From their first try until they were helped, or until now. */
  elapsedSeconds: seconds,
  firstAt: timeSchema.nullable(),
  /** Of the times somebody else took over, how often they had read the story first. */
  readFirst: z.object({ of: count, read: count }),
})
export type JourneyCounts = z.infer<typeof journeyCountsSchema>

export const repeatSchema = z.object({
  id: idSchema,
  messageId: idSchema.nullable(),
  legId: idSchema.nullable(),
  contactId: idSchema.nullable(),
  factId: idSchema.nullable(),
  /** False when somebody looked and says that it was none. */
  isRepeat: z.boolean(),
  notedBy: z.string(),
  notedAt: timeSchema,
})
export type Repeat = z.infer<typeof repeatSchema>

const told = {
  factId: idSchema.optional(),
  isRepeat: z.boolean().default(true),
}
/** Where the customer said it again: in a message, to one person of a call, or in a contact. */
export const newRepeatSchema = z.union([
  z.strictObject({ messageId: idSchema, ...told }),
  z.strictObject({ legId: idSchema, ...told }),
  z.strictObject({ contactId: idSchema, ...told }),
])

/** A message that seems to say again what the customer told before. Only a person makes it a repeat. */
export const suspicionSchema = z.object({
  messageId: idSchema,
  /** Which of both it restates. */
  factId: idSchema.nullable(),
  earlierMessageId: idSchema.nullable(),
  /** The words told before. */
  words: z.string(),
  /** Share of them that stands in the message, in percent, and the share from which it is suspected. */
  percent: z.number().int(),
  threshold: z.number().int(),
})
export type Suspicion = z.infer<typeof suspicionSchema>

export const storySchema = z.object({
  brief: briefSchema,
  counts: journeyCountsSchema,
  /** Told on this case, oldest first. */
  facts: z.array(factSchema),
  /** Told on earlier cases of this customer that the reader may see, newest first. */
  earlierFacts: z.array(factSchema),
  repeats: z.array(repeatSchema),
  suspicions: z.array(suspicionSchema),
})
export type Story = z.infer<typeof storySchema>
