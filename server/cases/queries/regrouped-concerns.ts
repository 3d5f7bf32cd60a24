import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'

/**
 * Contacts of other cases that were about this need as well are about the case it lives on in.
 * @param contactIds only these, when given
 * @returns the contacts that were not about the other case before
 */
export const moveConcerns = async (
  tx: Tx,
  fromCaseId: number,
  toCaseId: number,
  contactIds: readonly number[] | null = null,
): Promise<number[]> => {
  const chosen = contactIds ? sql`contact_id = any(${[...contactIds]}::bigint[])` : sql`true`
  const { rows } = await sql<{ id: number }>`
    update contact_concerns set case_id = ${toCaseId} where case_id = ${fromCaseId} and ${chosen}
      and not exists (select from contacts where id = contact_id and case_id = ${toCaseId})
      and not exists (select from contact_concerns other
        where other.contact_id = contact_concerns.contact_id and other.case_id = ${toCaseId})
    returning contact_id as id`.execute(tx)
  return rows.map(({ id }) => id)
}
