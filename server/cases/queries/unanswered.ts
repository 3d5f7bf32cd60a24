import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'

/**
 * Since when words of the customer stand unanswered on a case; null when the last word is ours. A call is the
 * customer's word unless it was resolved in its last leg; what we write or call is an answer.
 * @param contactIds only what was said in these, when given; what answers it may stand anywhere on the case
 */
export const unansweredSince = async (
  tx: Tx,
  caseId: number,
  contactIds: readonly number[] | null = null,
): Promise<Date | null> => {
  const chosen = contactIds ? sql`contact_id = any(${[...contactIds]}::bigint[])` : sql`true`
  const { rows } = await sql<{ since: Date | null }>`
    with said as (
      select contact_id, sent_at as at, recorded_at as heard, author_kind = 'customer' as theirs
      from messages where case_id = ${caseId} and kind = 'message' and author_kind <> 'system'
        and delivery is distinct from 'taken-back'
      union all
      select id, coalesce(ended_at, started_at), coalesce(ended_at, started_at), direction = 'in' and coalesce((
        select how_ended from legs where contact_id = contacts.id order by position desc limit 1), '') <> 'resolved'
      from contacts where case_id = ${caseId} and not exists (
        select from messages where messages.contact_id = contacts.id)
    )
    select min(at) as since from said
    where theirs and ${chosen} and heard > coalesce((select max(heard) from said where not theirs), '-infinity')
  `.execute(tx)
  return rows[0]?.since ?? null
}
