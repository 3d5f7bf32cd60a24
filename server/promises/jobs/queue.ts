import { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import { enqueue, type Ticket } from '../../platform/jobs/job.ts'

const watching = z.strictObject({ promiseId: z.number().int() })

export const watchTicket: Ticket<typeof watching> = { name: 'promises.watch', schema: watching, attempts: 25 }

/** Looks at a promise again at `at`. One look waits for each promise: a later call replaces it. */
export const queueWatch = (tx: Tx, promiseId: number, at: Date): Promise<void> =>
  enqueue(tx, watchTicket, { promiseId }, { runAt: at, key: `promises.watch:${promiseId}` })
