import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'

/**
 * Notes that this person opened the story of a case in the spell that the customer's newest contact began.
 * @returns that contact (0 before the first one); null when it was noted before
 */
export const noteReading = async (tx: Tx, caseId: number, staffId: number): Promise<number | null> => {
  const { rows } = await sql<{ upTo: number }>`
    insert into record_reads (case_id, staff_id, up_to_contact_id)
    select ${caseId}, ${staffId}, coalesce(max(id), 0) from contacts where case_id = ${caseId} and direction = 'in'
    on conflict do nothing returning up_to_contact_id as "upTo"`.execute(tx)
  return rows[0]?.upTo ?? null
}
