import { z } from 'zod'
import { fieldsSchema } from '../../customers/contract.ts'
import {
  changeOf,
  emailSchema,
  idSchema,
  idText,
  line,
  lineOrNothing,
  pageOf,
  pageQuery,
  prose,
  timeSchema,
} from '../../platform/contract/schemas.ts'
import { caseStates, channels, closeReasons, lists } from './case.ts'
import { deliveries, legEnds } from './conversation.ts'

const text = prose(200_000)
const uploads = z.array(line(64)).max(20).default([])
const tag = line(40).transform((value) => value.toLowerCase())

export const casesQuery = pageQuery.extend({
  list: z.enum(lists).default('all'),
  teamId: idText.optional(),
  state: z.enum(caseStates).optional(),
  customerId: idText.optional(),
  tag: prose(40).optional(),
})
export const conversationQuery = z.strictObject({ before: z.string().max(400).optional() })
export const earlierCasesQuery = pageQuery.pick({ after: true })

/** Pictures from elsewhere are fetched only when the reader asks: their sender would see it. */
export const messageHtmlQuery = z.strictObject({ images: z.enum(['shown']).optional() })

/** How many cases stand in each list; capped at 100 so that it never costs more. */
export const listCountsSchema = z.object({
  counts: z.record(z.enum(lists), z.number().int()),
  cap: z.number().int(),
})

export const legInputSchema = z.strictObject({
  staffId: idSchema.optional(),
  staffName: line(120),
  teamId: idSchema.optional(),
  teamName: lineOrNothing(120).default(''),
  startedAt: timeSchema,
  queueSeconds: z.number().int().min(0).max(864_000).default(0),
  talkSeconds: z.number().int().min(0).max(864_000).default(0),
  holdSeconds: z.number().int().min(0).max(864_000).default(0),
  afterCallSeconds: z.number().int().min(0).max(864_000).default(0),
  howEnded: z.enum(legEnds),
})
/** A contact entered by hand or by API. E-mails are sent by a reply, not entered. */
export const newContactSchema = z.strictObject({
  channel: z.enum(channels),
  direction: z.enum(['in', 'out']).default('in'),
  subject: lineOrNothing(300).default(''),
  /** What was said, in the words of whoever logs it; for written channels the customer's words. */
  summary: text.default(''),
  startedAt: timeSchema,
  endedAt: timeSchema.nullable().optional(),
  externalId: line(200).optional(),
  legs: z.array(legInputSchema).max(100).default([]),
  /** Other cases that it was about as well. */
  alsoConcerns: z.array(idSchema).max(20).default([]),
})
/** The contact and the case it is on: those of before when the external id is known. */
export const loggedContactSchema = z.object({ contactId: idSchema, caseId: idSchema })
export const newCaseSchema = z.strictObject({
  need: line(300),
  teamId: idSchema,
  customerId: idSchema.nullable(),
  contact: newContactSchema,
  tags: z.array(tag).max(30).default([]),
  fields: fieldsSchema.optional(),
})
export const changeCaseSchema = z.strictObject({
  need: line(300).optional(),
  customerId: idSchema.optional(),
  tags: z.array(tag).max(30).optional(),
  fields: fieldsSchema.optional(),
})

export const replySchema = z.strictObject({
  text: text.min(1, 'must not be empty'),
  /** What the rich composer made; sanitised again here. */
  html: prose(400_000).optional(),
  to: z.array(emailSchema).max(50).optional(),
  cc: z.array(emailSchema).max(50).optional(),
  attachments: uploads,
  /** Whether it quotes what the customer wrote last; as the mailbox says when left out. */
  quotes: z.boolean().optional(),
  /** The newest message its writer had seen: an unseen one holds the reply back. */
  seenUpTo: z.number().int().min(0),
  /** What the case becomes: we asked something, or the work goes on. */
  nextState: z.enum(['waiting-for-customer', 'open']).default('waiting-for-customer'),
})
/** A sent reply: until `undoUntil` it can be taken back with DELETE. */
export const sentReplySchema = z.object({
  messageId: idSchema,
  undoUntil: timeSchema,
  delivery: z.enum(deliveries),
  version: z.number().int(),
})
export const newNoteSchema = z.strictObject({
  text: text.min(1, 'must not be empty'),
  html: prose(400_000).optional(),
  mentionedIds: z.array(idSchema).max(50).default([]),
  attachments: uploads,
})
export const changeNoteSchema = newNoteSchema.pick({ text: true, html: true })
export const closeSchema = z.strictObject({
  reason: z.enum(closeReasons),
  words: prose(500).trim().default(''),
})

export const draftSchema = z.object({
  mode: z.enum(['reply', 'note']),
  content: z.looseObject({ text: z.string(), html: z.string().optional() }),
  seenUpTo: z.number().int(),
  updatedAt: timeSchema,
})
export const draftsSchema = z.object({ items: z.array(draftSchema) })
export const draftModeQuery = z.strictObject({ mode: z.enum(['reply', 'note']) })
export const saveDraftSchema = z.strictObject({
  mode: z.enum(['reply', 'note']),
  content: z.strictObject({
    text: text,
    html: prose(400_000).optional(),
    to: z.array(prose(254)).max(50).optional(),
    cc: z.array(prose(254)).max(50).optional(),
    attachments: z
      .array(z.strictObject({ key: line(64), name: line(255), size: z.number().int() }))
      .max(20)
      .optional(),
  }),
  seenUpTo: z.number().int().min(0),
})
export const uploadedSchema = z.object({
  key: z.string(),
  name: z.string(),
  size: z.number().int(),
  mediaType: z.string(),
})

export const mergeSchema = z.strictObject({
  intoCaseId: idSchema,
  confirmDifferentCustomers: z.boolean().default(false),
})
export const splitSchema = z.strictObject({ contactIds: z.array(idSchema).min(1).max(100), need: line(300) })
export const moveSchema = z.strictObject({
  contactIds: z.array(idSchema).min(1).max(100),
  toCaseId: idSchema,
})
export const regroupingSchema = z.object({
  id: idSchema,
  kind: z.enum(['merge', 'split', 'move']),
  fromCaseId: idSchema,
  toCaseId: idSchema,
  doneAt: timeSchema,
  undone: z.boolean(),
})
export type Regrouping = z.input<typeof regroupingSchema>
export const regroupingListSchema = z.object({ items: z.array(regroupingSchema) })

export const bulkSchema = z.strictObject({
  caseIds: z.array(idSchema).min(1).max(200),
  act: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('tag'),
      add: z.array(tag).max(30).default([]),
      remove: z.array(tag).max(30).default([]),
    }),
    z.strictObject({ kind: z.literal('take') }),
    z.strictObject({ kind: z.literal('close'), reason: z.enum(closeReasons) }),
  ]),
})
/** Each case by itself: one refusal does not stop the others. */
export const bulkResultSchema = z.object({
  done: z.array(idSchema),
  refused: z.array(z.object({ caseId: idSchema, code: z.string(), words: z.string() })),
})

export const macroSchema = z.object({
  id: idSchema,
  teamId: idSchema.nullable(),
  title: z.string(),
  shortcut: z.string(),
  body: z.string(),
  addTags: z.array(z.string()),
  version: z.number().int(),
})
export type Macro = z.infer<typeof macroSchema>
export const macroListSchema = z.object({ items: z.array(macroSchema) })
export const newMacroSchema = z.strictObject({
  teamId: idSchema.nullable().default(null),
  title: line(80),
  shortcut: lineOrNothing(30).default(''),
  /** Placeholders: {{customer.name}} {{customer.first_name}} {{agent.name}} {{case.number}} {{case.need}} {{organisation.name}}. */
  body: prose(50_000).min(1),
  addTags: z.array(tag).max(10).default([]),
})
export const changeMacroSchema = changeOf(newMacroSchema)
export const filledMacroSchema = z.object({ text: z.string(), addTags: z.array(z.string()) })

export const searchQuery = z.strictObject({
  q: prose(200).trim().min(1),
  after: z.string().max(400).optional(),
})
export const searchHitSchema = z.object({
  kind: z.enum(['case', 'message', 'note', 'file', 'customer', 'organisation']),
  caseId: idSchema.nullable(),
  caseNumber: z.number().int().nullable(),
  customerId: idSchema.nullable(),
  title: z.string(),
  /** Plain text; matches are between U+E000 and U+E001, so that nothing in it is ever markup. */
  excerpt: z.string(),
  at: timeSchema.nullable(),
  state: z.enum(caseStates).nullable(),
})
export type SearchHit = z.infer<typeof searchHitSchema>
export const searchPageSchema = pageOf(searchHitSchema)

export const presenceSchema = z.strictObject({
  caseId: idSchema,
  doing: z.enum(['looking', 'writing', 'left']),
})
export const presentSchema = z.object({
  items: z.array(
    z.object({
      staffId: idSchema,
      name: z.string(),
      doing: z.enum(['looking', 'writing']),
      since: timeSchema,
    }),
  ),
})
