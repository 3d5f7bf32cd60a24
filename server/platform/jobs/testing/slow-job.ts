import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob } from '../job.ts'

/** Writes down that it began, works for `ms`, writes down that it ended. */
export const slowJob = (ms: number) =>
  defineJob({
    name: 'test.slow',
    schema: z.strictObject({ n: z.number() }),
    attempts: 5,
    run: async ({ db }, { n }) => {
      await sql`insert into job_marks (n, mark) values (${n}, 'began')`.execute(db)
      await setTimeout(ms)
      await sql`insert into job_marks (n, mark) values (${n}, 'ended')`.execute(db)
    },
  })
