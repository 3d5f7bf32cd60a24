import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { defineJob } from '../../platform/jobs/job.ts'
import { watchPromise } from '../actions/watch-promise.ts'
import { watchTicket } from './queue.ts'

/** Reminds of a promise, and tells when its time has come. */
export const watchJob = defineJob({
  ...watchTicket,
  run: async ({ db }, { promiseId }) => {
    await transact(db, systemActor('promises'), (tx) => watchPromise(tx, promiseId))
  },
})
