import { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import { enqueue, type Ticket } from '../../platform/jobs/job.ts'

/** Looks whether the customer of a case has waited too long. */
const look = z.strictObject({ caseId: z.number().int() })
export const lookTicket: Ticket<typeof look> = { name: 'escalations.look', schema: look, attempts: 25 }

/** Looks at every case in which a customer waits, some at a time: what counts as too long has changed. */
const lookAll = z.strictObject({ teamId: z.number().int().nullable(), afterId: z.number().int() })
export const lookAllTicket: Ticket<typeof lookAll> = {
  name: 'escalations.look-at-all',
  schema: lookAll,
  attempts: 25,
}

/** Has all waiting cases of a team, or of everybody, looked at. */
export const queueLookAtAll = (tx: Tx, teamId: number | null, afterId = 0): Promise<void> =>
  enqueue(tx, lookAllTicket, { teamId, afterId })
