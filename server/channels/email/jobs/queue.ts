import { z } from 'zod'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { dequeue, enqueue, type Ticket } from '../../../platform/jobs/job.ts'

const reading = z.strictObject({ rawMailId: z.number().int() })
const sending = z.strictObject({ outboxId: z.number().int() })

export const receiveTicket: Ticket<typeof reading> = { name: 'email.receive', schema: reading, attempts: 25 }
/** What could not be read at a first look, for whatever reason. */
export const receiveSlowlyTicket: Ticket<typeof reading> = { ...receiveTicket, name: 'email.receive-slowly' }
export const sendTicket: Ticket<typeof sending> = { name: 'email.send', schema: sending, attempts: 25 }

const importing = z.strictObject({ importId: z.number().int() })
export const importTicket: Ticket<typeof importing> = {
  name: 'email.import',
  schema: importing,
  attempts: 25,
}

/** Puts an import in line; one after the other, so that they leave room for today's mail. */
export const queueImport = (tx: Tx, importId: number): Promise<void> =>
  enqueue(tx, importTicket, { importId }, { queue: 'email.import' })

const readingKey = (rawMailId: number): string => `email.receive:${rawMailId}`

/** Puts a stored mail in line to be read, not before `at`; in line twice is once. */
export const queueReading = (tx: Tx, rawMailId: number, at?: Date): Promise<void> =>
  enqueue(tx, receiveTicket, { rawMailId }, { key: readingKey(rawMailId), ...(at && { runAt: at }) })

/** Puts a mail apart from all others, in a lane where one is read after the other. */
export const queueSlowReading = (tx: Tx, rawMailId: number): Promise<void> =>
  enqueue(tx, receiveSlowlyTicket, { rawMailId }, { key: readingKey(rawMailId), queue: 'email.slow' })

/** Takes a mail that was read already out of the line. */
export const unqueueReading = (db: Database, rawMailId: number): Promise<void> =>
  dequeue(db, readingKey(rawMailId))

/** Puts a mail of the outbox in line to be sent, not before `at`. */
export const queueSending = (tx: Tx, outboxId: number, at: Date): Promise<void> =>
  enqueue(tx, sendTicket, { outboxId }, { runAt: at, key: `email.send:${outboxId}` })
