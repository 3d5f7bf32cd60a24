import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { regroupingSchema } from '../contract.ts'
import { caseForActor } from './visibility.ts'

const kindSchema = regroupingSchema.shape.kind
const MOST_LISTED = 200

/**
 * What was merged, split and moved on a case, newest first.
 * @throws platform.not-found when the case is not theirs to see
 */
export const listRegroupings = async (db: Database, actor: StaffActor, caseId: number) => {
  await caseForActor(db, actor, caseId)
  const rows = await db
    .selectFrom('regroupings')
    .select(['id', 'kind', 'from_case_id', 'to_case_id', 'done_at', 'undone_at'])
    .where(({ or, eb }) => or([eb('from_case_id', '=', caseId), eb('to_case_id', '=', caseId)]))
    .orderBy('id', 'desc')
    .limit(MOST_LISTED)
    .execute()
  const items = rows.map((row) => ({
    id: row.id,
    kind: kindSchema.parse(row.kind),
    fromCaseId: row.from_case_id,
    toCaseId: row.to_case_id,
    doneAt: row.done_at.toISOString(),
    undone: row.undone_at !== null,
  }))
  return { items }
}
