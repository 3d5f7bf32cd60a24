import type { z } from 'zod'
import { caseForActor } from '../../../cases/index.ts'
import { Refusal } from '../../../platform/contract/errors.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { doubtSchema } from '../contract.ts'
import { doubtOf } from '../queries/doubts.ts'

/**
 * Where a case may belong: its first mail answered or named another case, and nothing proves that it belongs there.
 * Nothing when this person may not see that one, one of the two was merged since, or somebody said that it does not.
 * @throws platform.not-found
 */
export const showDoubt = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
): Promise<z.input<typeof doubtSchema>> => {
  const own = await caseForActor(db, actor, caseId)
  const doubt = own.merged_into_id === null ? await doubtOf(db, caseId) : null
  if (!doubt || doubt.isSettled) return { belongsTo: null }
  const other = await caseForActor(db, actor, doubt.otherCaseId).catch(unseen)
  if (!other || other.merged_into_id !== null) return { belongsTo: null }
  return { belongsTo: { id: other.id, number: other.number, need: other.need, why: doubt.why } }
}

const unseen = (error: unknown): null => {
  if (error instanceof Refusal) return null
  throw error
}
