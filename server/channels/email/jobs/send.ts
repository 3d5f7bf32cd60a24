import { defineJob } from '../../../platform/jobs/job.ts'
import { send } from '../actions/send.ts'
import { sendTicket } from './queue.ts'

/** Sends one mail of the outbox; deferred, it queues itself for the next try. */
export const sendJob = defineJob({
  ...sendTicket,
  run: (context, { outboxId }) => send(context, outboxId),
})
