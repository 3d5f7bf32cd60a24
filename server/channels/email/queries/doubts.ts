import type { Database } from '../../../platform/db/pool.ts'
import { emailAnnouncements } from '../contract.ts'

export interface Doubt {
  readonly otherCaseId: number
  readonly why: 'stranger' | 'disowned' | 'subject'
  /** Somebody said that it belongs to no other case. */
  readonly isSettled: boolean
}

const { threadDoubted, doubtSettled } = emailAnnouncements

/** Where the first mail of a case may belong instead; null for any other case. The journal keeps what was said. */
export const doubtOf = async (db: Database, caseId: number): Promise<Doubt | null> => {
  const rows = await db
    .selectFrom('journal')
    .select(['type', 'attributes'])
    .where('case_id', '=', caseId)
    .where('type', 'in', [threadDoubted.type, doubtSettled.type])
    .orderBy('seq', 'desc')
    .limit(50)
    .execute()
  const first = rows.findLast(({ type }) => type === threadDoubted.type)
  if (!first) return null
  const { otherCaseId, why } = threadDoubted.attributes.parse(first.attributes)
  const said = rows.find(({ type }) => type === doubtSettled.type)
  return {
    otherCaseId,
    why,
    isSettled: said !== undefined && doubtSettled.attributes.parse(said.attributes).isSettled,
  }
}
