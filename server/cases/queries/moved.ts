import { z } from 'zod'
import { caseStates } from '../contract.ts'
import type { LockedCase } from './case-row.ts'

const stand = z.object({
  state: z.enum(caseStates),
  closeReason: z.string().nullable(),
  customerWaitingSince: z.coerce.date().nullable(),
})

export const movedSchema = z.object({
  contactIds: z.array(z.number()),
  noteIds: z.array(z.number()),
  /** Rows that the other case did not have before. */
  participantIds: z.array(z.number()),
  tags: z.array(z.string()),
  drafts: z.array(z.object({ staffId: z.number(), mode: z.string() })),
  attentions: z.array(z.object({ staffId: z.number(), reason: z.string() })),
  /** Contacts of other cases that were about this need as well; what was merged before has none. */
  concerns: z.array(z.number()).default([]),
  /** Facts that hang on nothing that was said: they go along with the whole case. */
  factIds: z.array(z.number()).default([]),
  /** The receiving case had no customer and got this one. */
  customerId: z.number().nullable(),
  /** How both cases stood before. */
  from: stand,
  to: stand,
})

/** What a regrouping moved and how both cases stood before it: enough to take it back. */
export type Moved = z.output<typeof movedSchema>

export const standOf = (row: LockedCase): Moved['from'] => ({
  state: row.state,
  closeReason: row.close_reason,
  customerWaitingSince: row.customer_waiting_since,
})

export const nothingMoved = (from: LockedCase, to: LockedCase): Moved => ({
  contactIds: [],
  noteIds: [],
  participantIds: [],
  tags: [],
  drafts: [],
  attentions: [],
  concerns: [],
  factIds: [],
  customerId: null,
  from: standOf(from),
  to: standOf(to),
})
