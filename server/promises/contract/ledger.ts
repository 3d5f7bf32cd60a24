import { z } from 'zod'
import { idText, pageOf, pageQuery, timeSchema } from '../../platform/contract/schemas.ts'
import { promiseSchema, promiseStates } from './promise.ts'

const chosen = {
  keeperId: idText.optional(),
  /** Due in [from, to). */
  from: timeSchema.optional(),
  to: timeSchema.optional(),
}

export const ledgerQuery = pageQuery.extend({ ...chosen, state: z.enum(promiseStates).optional() })
export const ledgerPageSchema = pageOf(promiseSchema)
export const ledgerSummaryQuery = z.strictObject(chosen)

/**
 * How promises were kept (methods.md 3.12). `n` is what fell due less what the customer withdrew; `rate` is what was
 * kept on time of it. Below 10 no rate is shown, below 30 it is uncertain, and never one for a single person.
 */
export const ledgerSummarySchema = z.object({
  from: timeSchema,
  to: timeSchema,
  due: z.number().int(),
  kept: z.number().int(),
  keptLate: z.number().int(),
  moved: z.number().int(),
  broken: z.number().int(),
  withdrawn: z.number().int(),
  n: z.number().int(),
  rate: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Kept on time or moved with the customer's agreement, of n: shown apart. */
  rateWithMoved: z.number().nullable(),
  isUncertain: z.boolean(),
  noRateBecause: z.enum(['none-due', 'too-few', 'one-person']).nullable(),
  /** Promised and still to come, whatever the window. */
  open: z.number().int(),
})
export type LedgerSummary = z.infer<typeof ledgerSummarySchema>
