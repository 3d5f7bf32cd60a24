import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { BriefLine } from '../contract.ts'

/** Lines of a case's brief that a person wrote. The caller has found the case through the actor. */
export const writtenLines = (db: Database, caseId: number) =>
  db
    .selectFrom('brief_lines')
    .innerJoin('staff', 'staff.id', 'written_by')
    .select(['text', 'written_by as staffId', 'staff.name as staffName', 'written_at as writtenAt'])
    .select(sql<BriefLine>`line`.as('line'))
    .where('case_id', '=', caseId)
    .execute()

/** What the customer said first of all, in writing or as it was summed up; empty when they said nothing yet. */
export const firstWordsOf = async (db: Database, caseId: number): Promise<string> => {
  const { rows } = await sql<{ words: string }>`select left(words, 1000) as words from (
      select sent_at as at, text as words from messages where case_id = ${caseId} and author_kind = 'customer'
      union all
      select started_at, summary from contacts where case_id = ${caseId} and direction = 'in' and summary <> '') as said
    order by at limit 1`.execute(db)
  return rows[0]?.words ?? ''
}

export interface NewLine {
  readonly caseId: number
  readonly line: BriefLine
  readonly text: string
}

export const upsertLine = async (tx: Tx, staffId: number, { caseId, line, text }: NewLine): Promise<void> => {
  const written = { text, written_by: staffId, written_at: new Date() }
  await tx
    .insertInto('brief_lines')
    .values({ case_id: caseId, line, ...written })
    .onConflict((conflict) => conflict.columns(['case_id', 'line']).doUpdateSet(written))
    .execute()
}

export const deleteLine = async (tx: Tx, caseId: number, line: BriefLine): Promise<void> => {
  await tx.deleteFrom('brief_lines').where('case_id', '=', caseId).where('line', '=', line).execute()
}
