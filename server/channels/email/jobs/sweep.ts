import { z } from 'zod'
import { transact } from '../../../platform/db/transaction.ts'
import { defineJob, enqueue } from '../../../platform/jobs/job.ts'
import { queueReading } from '../actions/keep-raw-mail.ts'
import { emailActor } from '../actions/place.ts'
import { overlookedOutgoing } from '../queries/outbox.ts'
import { overlookedMails } from '../queries/raw-mails.ts'
import { sendJob } from './send.ts'

const BATCH = 500
const OVERLOOKED_MS = 5 * 60_000

/** Finds mail whose job got lost (a restored backup, a job given up during a long outage) and queues it again. */
export const sweepJob = defineJob({
  name: 'email.sweep',
  schema: z.looseObject({}),
  attempts: 1,
  schedule: '*/2 * * * *',
  run: async ({ db }) => {
    const unread = await overlookedMails(db, new Date(Date.now() - OVERLOOKED_MS), BATCH)
    const unsent = await overlookedOutgoing(db, BATCH)
    await transact(db, emailActor, async (tx) => {
      for (const id of unread) await queueReading(tx, id)
      for (const id of unsent) await enqueue(tx, sendJob, { outboxId: id }, { key: `email.send:${id}` })
    })
  },
})
