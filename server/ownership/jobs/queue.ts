import { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import { enqueue } from '../../platform/jobs/job.ts'

/** What one must know of the job to queue it. */
export const lookAfterTicket = {
  name: 'ownership.look-after',
  schema: z.looseObject({}),
  attempts: 3,
}

/** Has offers, leavings and absences looked after soon, not only at the next minute. */
export const queueLookAfter = (tx: Tx): Promise<void> =>
  enqueue(tx, lookAfterTicket, {}, { key: 'ownership.look-after-soon' })
