import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements } from '../contract.ts'
import { lockCase } from '../queries/case-row.ts'
import { lockFact, retractFact } from '../queries/fact-changes.ts'
import type { FactPlace } from './correct-fact.ts'

/**
 * Retracts a fact that turned out to be wrong: nobody is shown it any more, the journal knows that it stood.
 * @throws platform.not-found, also for one that is retracted already
 */
export const takeBackFact = async (
  tx: Tx,
  actor: StaffActor,
  { caseId, factId }: FactPlace,
): Promise<void> => {
  await lockCase(tx, actor, caseId)
  const { slot } = await lockFact(tx, caseId, factId)
  await retractFact(tx, actor.staffId, factId)
  await announce(tx, caseAnnouncements.factRetracted, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'fact', id: factId },
    ],
    attributes: { factId, slot },
  })
}
