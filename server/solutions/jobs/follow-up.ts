import { z } from 'zod'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { defineJob } from '../../platform/jobs/job.ts'
import { followUp } from '../actions/follow-up.ts'
import { dueSolutions } from '../queries/solutions.ts'

const BATCH = 200

/** Reminds customers who have not answered, and lets rest what nobody answers. Each by itself: one failure stops no other. */
export const followUpJob = defineJob({
  name: 'solutions.follow-up',
  schema: z.looseObject({}),
  attempts: 1,
  schedule: '*/5 * * * *',
  run: async ({ db, config, seal, logger }) => {
    for (const id of await dueSolutions(db, BATCH)) {
      try {
        await transact(db, systemActor('solutions'), (tx) => followUp({ tx, config, seal }, id))
      } catch (error) {
        logger.error({ err: error, solutionId: id }, 'a proposal could not be followed up; it is tried again')
      }
    }
  },
})
