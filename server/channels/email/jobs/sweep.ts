import { z } from 'zod'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { defineJob } from '../../../platform/jobs/job.ts'
import { version } from '../../../platform/places.ts'
import { overlookedMails } from '../queries/arrivals.ts'
import { releaseQuarantined } from '../queries/kept-mails.ts'
import { overlookedOutgoing } from '../queries/outbox-lines.ts'
import { queueReading, queueSending, queueSlowReading } from './queue.ts'

const BATCH = 500
const OVERLOOKED_MS = 5 * 60_000

/** Tries once again what an older version could not read, and finds mail whose job got lost (a restored backup, a job given up during a long outage) and queues it again. */
export const sweepJob = defineJob({
  name: 'email.sweep',
  schema: z.looseObject({}),
  attempts: 1,
  schedule: '*/2 * * * *',
  run: async ({ db }) => {
    const unread = await overlookedMails(db, new Date(Date.now() - OVERLOOKED_MS), BATCH)
    const unsent = await overlookedOutgoing(db, BATCH)
    await transact(db, systemActor('email'), async (tx) => {
      const unreadable = await releaseQuarantined(tx, { notJudgedBy: version, limit: BATCH })
      for (const id of unreadable) await queueSlowReading(tx, id)
      for (const id of unread) await queueReading(tx, id)
      for (const id of unsent) await queueSending(tx, id, new Date())
    })
  },
})
