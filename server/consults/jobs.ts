import { caseAnnouncements } from '../cases/contract.ts'
import { unsafeLockCase } from '../cases/index.ts'
import { transact } from '../platform/db/transaction.ts'
import { systemActor } from '../platform/identity/actor.ts'
import type { JobContext } from '../platform/jobs/job.ts'
import { on } from '../platform/journal/reactions.ts'
import { endConsult } from './actions/end-consult.ts'
import type { Ending } from './contract.ts'
import { openConsults } from './queries/consults.ts'
import { isOver } from './rules/is-over.ts'

const system = systemActor('consults')

/** Nobody is left with a question about a case that has ended; asked again when it goes on. */
const endOvertaken = async ({ db }: JobContext, caseId: number | null): Promise<void> => {
  if (caseId === null) return
  await transact(db, system, async (tx) => {
    const row = await unsafeLockCase(tx, caseId)
    const because = whyOver(caseId, row)
    if (because === null) return
    for (const consult of await openConsults(tx, caseId))
      await endConsult(tx, system, row, consult, { state: 'withdrawn', because })
  })
}

type Row = Awaited<ReturnType<typeof unsafeLockCase>>

const whyOver = (caseId: number, { id, state }: Row): Ending | null => {
  if (id !== caseId) return 'merged'
  if (!isOver(state)) return null
  return state === 'solved' ? 'solved' : 'closed'
}

export const reactions = [
  on(caseAnnouncements.closed, 'consults.end-closed', (context, { caseId }) => endOvertaken(context, caseId)),
  on(caseAnnouncements.stateChanged, 'consults.end-solved', async (context, { caseId, attributes }) => {
    if (isOver(attributes.to)) await endOvertaken(context, caseId)
  }),
  on(caseAnnouncements.merged, 'consults.end-merged', (context, { caseId }) => endOvertaken(context, caseId)),
]
