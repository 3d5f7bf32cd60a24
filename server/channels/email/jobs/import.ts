import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { defineJob } from '../../../platform/jobs/job.ts'
import { bringInMails } from './bring-in.ts'
import { importTicket, queueImport } from './queue.ts'

/** Then it makes room for other jobs and queues again. */
const TURN_MS = 20_000

/** Brings a piece of somebody's old mail in. */
export const importJob = defineJob({
  ...importTicket,
  run: async (context, { importId }) => {
    if (await bringInMails(context, importId, { until: new Date(Date.now() + TURN_MS) })) return
    await transact(context.db, systemActor('email'), (tx) => queueImport(tx, importId))
  },
})
