import { z } from 'zod'
import type { Ticket } from '../../platform/jobs/job.ts'

/** Looks at the clocks of a case when one of them has come to its warning or its end. */
const ring = z.strictObject({ caseId: z.number().int() })
export const ringTicket: Ticket<typeof ring> = { name: 'clocks.ring', schema: ring, attempts: 25 }

const id = z.number().int().optional()
const reset = z.strictObject({ teamId: id, organisationId: id, calendarId: id, afterId: z.number().int() })
/** Sets running clocks anew after hours or targets have changed, some at a time. */
export const resetTicket: Ticket<typeof reset> = { name: 'clocks.reset', schema: reset, attempts: 25 }
