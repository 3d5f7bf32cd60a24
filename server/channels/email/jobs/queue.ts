import { z } from 'zod'
import type { Tx } from '../../../platform/db/transaction.ts'
import { enqueue, type Ticket } from '../../../platform/jobs/job.ts'

const reading = z.strictObject({ rawMailId: z.number().int() })
const sending = z.strictObject({ outboxId: z.number().int() })

export const receiveTicket: Ticket<typeof reading> = { name: 'email.receive', schema: reading, attempts: 25 }
export const sendTicket: Ticket<typeof sending> = { name: 'email.send', schema: sending, attempts: 25 }

/** Puts a stored mail in line to be read; in line twice is once. */
export const queueReading = (tx: Tx, rawMailId: number): Promise<void> =>
  enqueue(tx, receiveTicket, { rawMailId }, { key: `email.receive:${rawMailId}` })

/** Puts a mail of the outbox in line to be sent, not before `at`. */
export const queueSending = (tx: Tx, outboxId: number, at: Date): Promise<void> =>
  enqueue(tx, sendTicket, { outboxId }, { runAt: at, key: `email.send:${outboxId}` })
