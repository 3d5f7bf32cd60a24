import { sql } from 'kysely'
import { keptStatement } from '../../platform/db/kept.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { BriefLine } from '../contract.ts'

export interface WrittenLine {
  readonly line: BriefLine
  readonly text: string
  readonly staffId: number
  readonly staffName: string
  readonly writtenAt: Date
}

/** Lines of a case's brief that a person wrote. The caller has found the case through the actor. */
export const writtenLines = keptStatement(
  (caseId: number) => sql<WrittenLine>`
    select line, text, written_by as "staffId", staff.name as "staffName", written_at as "writtenAt"
    from brief_lines join staff on staff.id = written_by where case_id = ${caseId}`,
)

const firstWords = keptStatement(
  (caseId: number) => sql<{ words: string }>`select left(words, 1000) as words from (
      select sent_at as at, text as words from messages where case_id = ${caseId} and author_kind = 'customer'
      union all
      select started_at, summary from contacts where case_id = ${caseId} and direction = 'in' and summary <> '') as said
    order by at limit 1`,
)

/** What the customer said first of all, in writing or as it was summed up; empty when they said nothing yet. */
export const firstWordsOf = async (db: Database, caseId: number): Promise<string> => {
  const [row] = await firstWords(db, caseId)
  return row?.words ?? ''
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
