import { z } from 'zod'
import { idSchema, pageOf, timeSchema } from '../../platform/contract/schemas.ts'
import { caseStates, channels } from './case.ts'

export const attachmentSchema = z.object({
  id: idSchema,
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  /** Set for a picture inside an HTML mail. */
  contentId: z.string().nullable(),
})
export type Attachment = z.infer<typeof attachmentSchema>

export const deliveries = [
  'held',
  'queued',
  'sent',
  'deferred',
  'bounced',
  'failed',
  'uncertain',
  'taken-back',
] as const

/** Why a message of ours did not reach somebody, as far as a person can act on it. */
export const deliveryReasons = [
  'no-such-address',
  'no-such-domain',
  'mailbox-full',
  'switched-off',
  'sender-refused',
  'content-refused',
  'filtered',
  'too-large',
  'too-many',
  'out-of-reach',
  'unknown',
] as const
export type DeliveryReason = (typeof deliveryReasons)[number]

/** Whether nobody can be reached there, now or later: sending the same again cannot help. */
export const isHardReason = (reason: DeliveryReason | null): boolean =>
  reason === 'no-such-address' || reason === 'no-such-domain'

/** What a message is besides its words. Signatures are recognised, never verified. */
export const messageLabels = [
  'smime-signed',
  'smime-encrypted',
  'pgp-signed',
  'pgp-encrypted',
  'invitation',
  'invitation-answer',
  'invitation-cancelled',
] as const
export type MessageLabel = (typeof messageLabels)[number]

export const messageSchema = z.object({
  type: z.literal('message'),
  id: idSchema,
  contactId: idSchema,
  channel: z.enum(channels),
  at: timeSchema,
  authorKind: z.enum(['customer', 'staff', 'system']),
  authorId: idSchema.nullable(),
  authorName: z.string(),
  text: z.string(),
  quoted: z.string(),
  signature: z.string(),
  /** True when `GET /cases/:caseId/messages/:messageId/html` has a richer view. */
  hasHtml: z.boolean(),
  kind: z.enum(['message', 'bounce', 'automatic']),
  labels: z.array(z.enum(messageLabels)),
  delivery: z.enum(deliveries).nullable(),
  deliveryDetail: z.string().nullable(),
  deliveryReason: z.enum(deliveryReasons).nullable(),
  /** Until when it can be taken back. */
  undoUntil: timeSchema.nullable(),
  attachments: z.array(attachmentSchema),
})
export type Message = z.infer<typeof messageSchema>

export const noteSchema = z.object({
  type: z.literal('note'),
  id: idSchema,
  at: timeSchema,
  authorId: idSchema,
  authorName: z.string(),
  text: z.string(),
  mentionedIds: z.array(idSchema),
  attachments: z.array(attachmentSchema),
  version: z.number().int(),
})
export type Note = z.infer<typeof noteSchema>

export const legEnds = [
  'resolved',
  'transferred',
  'sent-elsewhere',
  'disconnected',
  'abandoned',
  'ended',
] as const
export const legSchema = z.object({
  id: idSchema,
  position: z.number().int(),
  staffName: z.string(),
  teamName: z.string(),
  startedAt: timeSchema,
  queueSeconds: z.number().int(),
  talkSeconds: z.number().int(),
  holdSeconds: z.number().int(),
  afterCallSeconds: z.number().int(),
  howEnded: z.enum(legEnds),
})
export type Leg = z.infer<typeof legSchema>

/** A call or visit: what is said in it is in `summary`, who served in `legs`. */
export const contactSchema = z.object({
  type: z.literal('contact'),
  id: idSchema,
  at: timeSchema,
  endedAt: timeSchema.nullable(),
  channel: z.enum(channels),
  direction: z.enum(['in', 'out']),
  subject: z.string(),
  summary: z.string(),
  enteredBy: z.string().nullable(),
  legs: z.array(legSchema),
})
export type Contact = z.infer<typeof contactSchema>

/** A quiet line: something that happened to the case. */
export const happeningSchema = z.object({
  type: z.literal('event'),
  id: idSchema,
  at: timeSchema,
  /** Type of the journal's event, e.g. `cases.taken`. */
  event: z.string(),
  actorName: z.string(),
  attributes: z.record(z.string(), z.unknown()),
})
export type Happening = z.infer<typeof happeningSchema>

export const conversationItemSchema = z.discriminatedUnion('type', [
  messageSchema,
  noteSchema,
  contactSchema,
  happeningSchema,
])
export type ConversationItem = z.infer<typeof conversationItemSchema>

/** An earlier case of the same customer, in one line; what was said in it is its own conversation. */
export const earlierCaseSchema = z.object({
  id: idSchema,
  number: z.number().int(),
  need: z.string(),
  state: z.enum(caseStates),
  channel: z.enum(channels),
  createdAt: timeSchema,
  lastActivityAt: timeSchema,
  messageCount: z.number().int(),
})
export type EarlierCase = z.infer<typeof earlierCaseSchema>
/** Newest first. */
export const earlierCasesSchema = pageOf(earlierCaseSchema)
export type EarlierCases = z.infer<typeof earlierCasesSchema>

/** Oldest first; `earlier` is a cursor for `?before=`. The newest earlier cases come along with the newest page. */
export const conversationSchema = z.object({
  items: z.array(conversationItemSchema),
  earlier: z.string().nullable(),
  earlierCases: earlierCasesSchema,
})
export type Conversation = z.infer<typeof conversationSchema>
