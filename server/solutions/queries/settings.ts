import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'

/** When customers are reminded, and when a proposal rests. */
export const solutionSettings = (db: Database) =>
  db
    .selectFrom('solution_settings')
    .select(['reminder_days as reminderDays', 'rest_days as restDays', 'version'])
    .executeTakeFirstOrThrow()

/** Reads them for a change. */
export const lockSolutionSettings = (tx: Tx) =>
  tx
    .selectFrom('solution_settings')
    .select(['reminder_days as reminderDays', 'rest_days as restDays', 'version'])
    .forUpdate()
    .executeTakeFirstOrThrow()

/** Writes a change and counts the version up; what is undefined stays. */
export const updateSolutionSettings = async (
  tx: Tx,
  change: { readonly reminder_days?: number[] | undefined; readonly rest_days?: number | undefined },
): Promise<void> => {
  await tx.updateTable('solution_settings').set(change).set({ version: sql`version + 1` }).execute()
}
