import { sql } from 'kysely'
import { keptStatement } from '../../platform/db/kept.ts'
import type { Database } from '../../platform/db/pool.ts'

const MOST = 20

export interface SaidByCustomer {
  readonly id: number
  readonly text: string
  readonly at: Date
}

const newestWords = keptStatement(
  (caseId: number) => sql<SaidByCustomer>`
    select id, left(text, 4000) as text, sent_at as at from messages
    where case_id = ${caseId} and author_kind = 'customer' and kind = 'message'
    order by id desc limit ${MOST}`,
)

/** The customer's newest messages on a case, oldest first. The caller has found the case through the actor. */
export const recentWords = async (db: Database, caseId: number): Promise<SaidByCustomer[]> => {
  const rows = await newestWords(db, caseId)
  return rows.reverse()
}
