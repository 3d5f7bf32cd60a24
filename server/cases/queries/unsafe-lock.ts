import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'
import { type LockedCase, locked } from './case-row.ts'

/** The case in which a case lives on after merges; itself when it was not merged. @throws when there is none */
const livesIn = async (tx: Tx, caseId: number): Promise<number> => {
  const { rows } = await sql<{ id: number }>`
    with recursive way as (
      select id, merged_into_id from cases where id = ${caseId}
      union
      select next.id, next.merged_into_id from cases next join way on next.id = way.merged_into_id)
    select id from way where merged_into_id is null`.execute(tx)
  const [last] = rows
  if (!last) throw new Error(`there is no case ${caseId}`)
  return last.id
}

/**
 * Locks a case whoever asks, following merges to the case in which it lives on. Only that one is locked: who locked
 * one after the other on the way would block those who merge and take back, who lock the lower number first.
 * @throws when there is none
 */
export const unsafeLockCase = async (tx: Tx, caseId: number): Promise<LockedCase> => {
  for (let id = caseId; ; id = await livesIn(tx, caseId)) {
    const row = await tx
      .selectFrom('cases')
      .selectAll()
      .where('id', '=', id)
      .where('merged_into_id', 'is', null)
      .forNoKeyUpdate()
      .executeTakeFirst()
    // While we waited for the lock of another one, the way to it may have changed.
    if (row && (id === caseId || (await livesIn(tx, caseId)) === id)) return locked(row)
  }
}
