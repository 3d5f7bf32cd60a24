import { z } from 'zod'
import { defineJob, enqueue } from '../../../platform/jobs/job.ts'
import { type Again, send } from '../actions/send.ts'

/** Sends one mail of the outbox; deferred, it queues itself for the next try. */
export const sendJob = defineJob({
  name: 'email.send',
  schema: z.strictObject({ outboxId: z.number().int() }),
  attempts: 25,
  run: (context, { outboxId }) => send(context, outboxId, again),
})

const again: Again = (tx, outboxId, at) =>
  enqueue(tx, sendJob, { outboxId }, { runAt: at, key: `email.send:${outboxId}` })
