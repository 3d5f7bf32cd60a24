import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, type changeFactSchema, type Fact } from '../contract.ts'
import { lockCase, refuseMerged } from '../queries/case-row.ts'
import { lockFact, rewriteFact } from '../queries/fact-changes.ts'
import { factById } from '../queries/facts.ts'

/** Which fact of which case. */
export interface FactPlace {
  readonly caseId: number
  readonly factId: number
}

/**
 * Corrects a fact; how it read before is kept.
 * @throws platform.not-found, cases.already-merged, platform.version-needed, platform.changed-meanwhile
 */
export const correctFact = async (
  tx: Tx,
  actor: StaffActor,
  { caseId, factId }: FactPlace,
  version: number | null,
  change: z.output<typeof changeFactSchema>,
): Promise<Fact> => {
  refuseMerged(await lockCase(tx, actor, caseId))
  const before = await lockFact(tx, caseId, factId)
  if (version === null) throw platformErrors.versionNeeded()
  if (version !== before.version)
    throw platformErrors.changedMeanwhile({ current: await factById(tx, factId) })
  const next = { slot: change.slot ?? before.slot, text: change.text ?? before.text }
  if (next.slot === before.slot && next.text === before.text) return factById(tx, factId)
  await rewriteFact(tx, actor.staffId, before, next)
  await announce(tx, caseAnnouncements.factCorrected, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'fact', id: factId },
    ],
    attributes: { factId, slot: next.slot },
  })
  return factById(tx, factId)
}
