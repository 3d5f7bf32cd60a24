import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Solution } from '../contract.ts'
import { type SolutionRow, solutionById } from '../queries/solutions.ts'
import { outcomeOf } from '../rules.ts'

/** A row as the desk shows it. What its link is made from never leaves. */
export const showSolution = (row: SolutionRow): Solution => ({
  id: row.id,
  words: row.words,
  proposedBy: { id: row.proposerId, name: row.proposerName },
  proposedAt: row.proposedAt.toISOString(),
  outcome: outcomeOf(row),
  askedIn: { messageId: row.messageId, contactId: row.contactId },
  reminders: row.reminders,
  nextStepAt: row.nextStepAt?.toISOString() ?? null,
  silentSince: row.silentSince?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
  answeredBy: row.answeredBy,
  answerWords: row.answerWords,
  heardBy: row.heardBy === null ? null : { id: row.heardBy, name: row.heardByName ?? '' },
})

/** A proposal as the desk shows it, after the caller has found its case through the actor. */
export const solutionOnCase = async (db: Database, id: number): Promise<Solution> => {
  const row = await solutionById(db, id)
  if (!row) throw platformErrors.notFound()
  return showSolution(row)
}
