import { z } from 'zod'
import { customerSummarySchema, fieldsSchema } from '../../customers/contract.ts'
import { idSchema, pageOf, timeSchema } from '../../platform/contract/schemas.ts'

export const caseStates = [
  'new',
  'open',
  'waiting-for-customer',
  'solution-proposed',
  'solved',
  'unconfirmed',
  'closed-without-solution',
] as const
export type CaseState = (typeof caseStates)[number]

/** The states in which a case asks nothing of us any more, unless its customer writes again. */
export const finishedStates: ReadonlySet<CaseState> = new Set([
  'solved',
  'unconfirmed',
  'closed-without-solution',
])

export const channels = ['email', 'chat', 'form', 'call', 'visit'] as const
export type Channel = (typeof channels)[number]

export const closeReasons = ['spam', 'duplicate', 'withdrawn', 'not-for-us', 'no-answer-needed'] as const

/** Why a case needs a person beside a waiting customer. */
export const attentionReasons = [
  'mention',
  'bounce',
  'assigned',
  'hand-off',
  'hand-off-answered',
  'taken-over',
  'consult',
  'consult-answered',
  'promise',
  'escalation',
  'escalation-answered',
  'not-solved',
  'cut-off',
] as const
export type AttentionReason = (typeof attentionReasons)[number]

/** The three service clocks (methods.md section 5). */
export const clockKinds = ['first-response', 'next-response', 'resolution'] as const
export type ClockKind = (typeof clockKinds)[number]

/** What can be due next on a case. */
export const dueKinds = ['promise', ...clockKinds] as const

export const lists = ['needs-me', 'mine', 'team', 'waiting-for-customer', 'unconfirmed', 'all'] as const
export type ListName = (typeof lists)[number]

/** One row of a list. */
export const caseRowSchema = z.object({
  id: idSchema,
  number: z.number().int(),
  need: z.string(),
  customer: z.object({ id: idSchema, name: z.string() }).nullable(),
  team: z.object({ id: idSchema, name: z.string() }),
  owner: z.object({ id: idSchema, name: z.string() }),
  heldOnDuty: z.boolean(),
  state: z.enum(caseStates),
  channel: z.enum(channels),
  customerWaitingSince: timeSchema.nullable(),
  nextDueAt: timeSchema.nullable(),
  nextDueKind: z.enum(dueKinds).nullable(),
  lastActivityAt: timeSchema,
  lastWords: z.string(),
  lastWordsBy: z.enum(['customer', 'staff']),
  tags: z.array(z.string()),
  /** Why it stands in "Needs me now", in words; null in other lists. */
  reason: z.string().nullable(),
  /** What whoever called the reader there says; null where nobody said anything. */
  calledFor: z.string().nullable(),
  version: z.number().int(),
})
export type CaseRow = z.infer<typeof caseRowSchema>
export const casePageSchema = pageOf(caseRowSchema)

/** What the reader may do next; decided by rules.ts on the server. */
export const mayDoSchema = z.object({
  reply: z.boolean(),
  note: z.boolean(),
  take: z.boolean(),
  close: z.boolean(),
  reopen: z.boolean(),
  regroup: z.boolean(),
  /** Offer it to somebody else: its owner, or a lead. */
  handOver: z.boolean(),
  /** Become its owner without being asked: a lead, with a reason. */
  takeOver: z.boolean(),
  /** Ask colleagues in, promise the customer something, write down what they told us. */
  help: z.boolean(),
  /** Ask the customer whether it is solved. */
  propose: z.boolean(),
})

export const participantSchema = z.object({
  id: idSchema,
  part: z.enum(['cc', 'consulted', 'mentioned', 'follower']),
  name: z.string(),
  address: z.string().nullable(),
})

/** One case with everything its screen needs beside the conversation. */
export const caseSchema = caseRowSchema.omit({ reason: true, calledFor: true, customer: true }).extend({
  customer: customerSummarySchema.nullable(),
  organisation: z.object({ id: idSchema, name: z.string() }).nullable(),
  closeReason: z.string().nullable(),
  fields: fieldsSchema,
  participants: z.array(participantSchema),
  messageCount: z.number().int(),
  language: z.string().nullable(),
  createdAt: timeSchema,
  mergedIntoId: idSchema.nullable(),
  /** Newest message of the case: send it back as `seenUpTo` with a reply. */
  newestMessageId: z.number().int(),
  /** To whom a reply goes unless the writer changes it. */
  replyTo: z.object({ to: z.array(z.string()), cc: z.array(z.string()) }).nullable(),
  may: mayDoSchema,
})
export type Case = z.infer<typeof caseSchema>
