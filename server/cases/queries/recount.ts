import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'
import { unansweredSince } from './unanswered.ts'

/** What a case row says about its conversation, read anew from the conversation. */
export interface Recount {
  readonly message_count: number
  readonly last_words: string
  readonly last_words_by: 'customer' | 'staff'
  /** Since when the customer's words stand unanswered; null when the last word is ours. */
  readonly unanswered_since: Date | null
}

/** Reads a conversation anew after contacts came or went. A summary speaks where there is no message. */
export const recount = async (tx: Tx, caseId: number): Promise<Recount> => {
  const { rows } = await sql<Omit<Recount, 'unanswered_since'>>`
    with said as (
      select id, author_kind, sent_at, kind, text from messages
      where case_id = ${caseId} and delivery is distinct from 'taken-back'
    ), last as (
      select text, case author_kind when 'customer' then 'customer' else 'staff' end as by
      from said where kind = 'message' order by id desc limit 1
    ), spoken as (
      select coalesce(nullif(summary, ''), subject) as text, case direction when 'in' then 'customer' else 'staff' end as by
      from contacts where case_id = ${caseId} order by started_at desc, id desc limit 1
    )
    select (select count(*)::int from said) as message_count,
      coalesce((select text from last), (select text from spoken), '') as last_words,
      coalesce((select by from last), (select by from spoken), 'customer') as last_words_by`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('counting returned nothing')
  return { ...row, unanswered_since: await unansweredSince(tx, caseId) }
}
