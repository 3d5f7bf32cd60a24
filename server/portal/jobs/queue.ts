import { z } from 'zod'
import type { Ticket } from '../../platform/jobs/job.ts'

const asking = z.strictObject({ email: z.string(), next: z.string() })

/** What one must know of the job to queue it. */
export const askedTicket: Ticket<typeof asking> = {
  name: 'portal.answer-asked',
  schema: asking,
  attempts: 10,
}
