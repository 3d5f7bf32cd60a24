import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { defineJob, type JobContext } from '../../platform/jobs/job.ts'
import { judge } from '../actions/judge.ts'
import { waitingCases } from '../queries/journey.ts'
import { lookAllTicket, lookTicket, queueLookAtAll } from './queue.ts'

const actor = systemActor('escalations')
const AT_A_TIME = 100

const look = ({ db }: JobContext, caseId: number): Promise<void> => {
  const now = new Date()
  return transact(db, actor, (tx) => judge(tx, caseId, { kinds: ['waiting'], at: now, messageId: null }, now))
}

export const lookJob = defineJob({
  ...lookTicket,
  run: (context, { caseId }) => look(context, caseId),
})

export const lookAtAllJob = defineJob({
  ...lookAllTicket,
  run: async (context, { teamId, afterId }) => {
    const caseIds = await waitingCases(context.db, teamId, afterId, AT_A_TIME)
    for (const caseId of caseIds) await look(context, caseId)
    const last = caseIds.at(-1)
    if (caseIds.length < AT_A_TIME || last === undefined) return
    await transact(context.db, actor, (tx) => queueLookAtAll(tx, teamId, last))
  },
})
