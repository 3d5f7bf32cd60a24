import { transact } from '../../platform/db/transaction.ts'
import { anonymous } from '../../platform/identity/actor.ts'
import { defineJob } from '../../platform/jobs/job.ts'
import { answerAsked } from '../actions/answer-asked.ts'
import { askedTicket } from './queue.ts'

/** Looks whose address it is, away from the request: its answer takes as long for everybody. */
export const answerAskedJob = defineJob({
  ...askedTicket,
  run: async ({ db }, asked) => {
    await transact(db, anonymous, (tx) => answerAsked(tx, asked))
  },
})
