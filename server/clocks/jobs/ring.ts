import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { defineJob, enqueue } from '../../platform/jobs/job.ts'
import { reckonClocks } from '../actions/reckon-clocks.ts'
import { runningCases } from '../queries/clocks.ts'
import { resetTicket, ringTicket } from './queue.ts'

const actor = systemActor('clocks')
const AT_A_TIME = 100

export const ringJob = defineJob({
  ...ringTicket,
  run: ({ db }, { caseId }) => transact(db, actor, (tx) => reckonClocks(tx, caseId, new Date())),
})

export const resetJob = defineJob({
  ...resetTicket,
  run: async ({ db }, { afterId, ...affected }) => {
    const caseIds = await runningCases(db, affected, afterId, AT_A_TIME)
    for (const caseId of caseIds) await transact(db, actor, (tx) => reckonClocks(tx, caseId, new Date()))
    const last = caseIds.at(-1)
    if (caseIds.length < AT_A_TIME || last === undefined) return
    await transact(db, actor, (tx) => enqueue(tx, resetTicket, { ...affected, afterId: last }))
  },
})
