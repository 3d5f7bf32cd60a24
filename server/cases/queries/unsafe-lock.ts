import type { Tx } from '../../platform/db/transaction.ts'
import { type LockedCase, locked } from './case-row.ts'

/** Locks a case whoever asks, following merges to the case in which it lives on. @throws when there is none */
export const unsafeLockCase = async (tx: Tx, caseId: number): Promise<LockedCase> => {
  const row = await tx
    .selectFrom('cases')
    .selectAll()
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.merged_into_id === null ? locked(row) : unsafeLockCase(tx, row.merged_into_id)
}
