import { caseAnnouncements } from '../../cases/contract.ts'
import { unsafeLockCase } from '../../cases/index.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import type { JobContext } from '../../platform/jobs/job.ts'
import type { JournalEvent } from '../../platform/journal/event.ts'
import { on } from '../../platform/journal/reactions.ts'
import { overtake } from '../actions/answer.ts'
import { endSolution, waitingSolution } from '../queries/solutions.ts'

const actor = systemActor('solutions')

/** Ends a proposal whose case moved on; the links said so already, because they ask the case. */
const look = async ({ db }: JobContext, { caseId }: JournalEvent<unknown>): Promise<void> => {
  if (caseId === null) return
  await transact(db, actor, async (tx) => {
    const row = await unsafeLockCase(tx, caseId)
    const waiting = row.id === caseId ? await waitingSolution(tx, caseId) : undefined
    if (waiting && row.state !== 'solution-proposed' && row.state !== 'unconfirmed')
      await overtake(tx, actor, waiting)
  })
}

export const overtakeByState = on(caseAnnouncements.stateChanged, 'solutions.overtake', look)
export const overtakeByWords = on(caseAnnouncements.reopened, 'solutions.overtake-by-words', look)

/** A proposal that was taken back within its undo window never left: it asked nobody. */
export const takeBackWithMessage = on(
  caseAnnouncements.messageTakenBack,
  'solutions.take-back',
  async ({ db }, { caseId, attributes }) => {
    if (caseId === null) return
    await transact(db, actor, async (tx) => {
      await unsafeLockCase(tx, caseId)
      const waiting = await waitingSolution(tx, caseId)
      if (waiting?.messageId === attributes.messageId)
        await endSolution(tx, waiting.id, { outcome: 'withdrawn' })
    })
  },
)
