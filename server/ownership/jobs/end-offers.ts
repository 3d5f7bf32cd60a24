import { caseAnnouncements } from '../../cases/contract.ts'
import { settleAttention, unsafeLockCase } from '../../cases/index.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import type { JobContext } from '../../platform/jobs/job.ts'
import { on } from '../../platform/journal/reactions.ts'
import { endOffer } from '../actions/end-offer.ts'
import { openOffer } from '../queries/hand-offs.ts'
import { isUnderWay } from '../rules/under-way.ts'

const system = systemActor('ownership')

/** An offer of a case that was taken, solved, closed or merged meanwhile has nothing left to answer. */
const endOvertaken = async ({ db }: JobContext, { caseId }: { caseId: number | null }): Promise<void> => {
  if (caseId === null) return
  await transact(db, system, async (tx) => {
    const row = await unsafeLockCase(tx, caseId)
    const offer = await openOffer(tx, caseId)
    if (!offer || (row.id === caseId && row.owner_id === offer.from_id && isUnderWay(row))) return
    await endOffer(tx, system, offer, { state: 'withdrawn' })
    // Merging took along who was called to the case.
    await settleAttention(tx, row.id, 'hand-off', [offer.to_id])
  })
}

export const endOffersOf = [
  on(caseAnnouncements.taken, 'ownership.end-taken', endOvertaken),
  on(caseAnnouncements.stateChanged, 'ownership.end-solved', async (context, event) => {
    if (event.attributes.to === 'solved') await endOvertaken(context, event)
  }),
  on(caseAnnouncements.closed, 'ownership.end-closed', endOvertaken),
  on(caseAnnouncements.merged, 'ownership.end-merged', endOvertaken),
]
