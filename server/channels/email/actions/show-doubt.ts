import type { z } from 'zod'
import { caseForActor } from '../../../cases/index.ts'
import { Refusal } from '../../../platform/contract/errors.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { doubtSchema } from '../contract.ts'
import { doubtfulCaseOf } from '../queries/doubts.ts'

/**
 * Where a case may belong: its first mail answered another case in which its writer takes no part. Nothing when this
 * person may not see that one, or one of the two was merged since.
 * @throws platform.not-found
 */
export const showDoubt = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
): Promise<z.input<typeof doubtSchema>> => {
  const own = await caseForActor(db, actor, caseId)
  const otherId = own.merged_into_id === null ? await doubtfulCaseOf(db, caseId) : null
  const other = otherId === null ? null : await caseForActor(db, actor, otherId).catch(unseen)
  if (!other || other.merged_into_id !== null) return { belongsTo: null }
  return { belongsTo: { id: other.id, number: other.number, need: other.need } }
}

const unseen = (error: unknown): null => {
  if (error instanceof Refusal) return null
  throw error
}
