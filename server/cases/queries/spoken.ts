import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { CaseState } from '../contract.ts'

/** Something the customer or one of us said, on whatever channel. */
export interface Word {
  readonly at: Date
  /** When the desk came to know of it: what was heard later cannot have been answered before. */
  readonly heard: Date
  readonly by: 'customer' | 'staff'
  /** True when it asks the customer something that they have to answer. */
  readonly asks: boolean
}

/**
 * Everything said on a case in the order in which it was heard, whoever asks: for rooms that reckon with it. What
 * never reached the customer, automatic answers and notes are not words. A call that was resolved is a word of
 * theirs, and one of ours from the moment somebody took it; any other call of theirs still waits for an answer.
 */
export const unsafeWordsOf = async (db: Database, caseId: number): Promise<Word[]> => {
  const { rows } = await sql<Word>`
    with spoken as (
      select id, direction, started_at, coalesce(ended_at, started_at) as ended,
        (select how_ended from legs where contact_id = contacts.id order by position desc limit 1) = 'resolved' as resolved,
        coalesce((select queue_seconds from legs where contact_id = contacts.id order by position limit 1), 0) as queued
      from contacts
      where (case_id = ${caseId} or id in (select contact_id from contact_concerns where case_id = ${caseId}))
        and not exists (select from messages where messages.contact_id = contacts.id)
    ), said as (
      select sent_at as at, recorded_at as heard, author_kind as by, asks
      from messages
      where case_id = ${caseId} and kind = 'message' and author_kind <> 'system'
        and coalesce(delivery, '') not in ('taken-back', 'bounced', 'failed')
      union all
      select case when resolved then started_at else ended end, case when resolved then started_at else ended end,
        case direction when 'in' then 'customer' else 'staff' end, false from spoken
      union all
      select started_at + queued * interval '1 second', ended, 'staff', false
      from spoken where direction = 'in' and resolved
    )
    select at, heard, by, asks from said order by heard, by, at`.execute(db)
  return rows
}

/** A state that a case came to be in. */
export interface StateSince {
  readonly at: Date
  readonly state: CaseState
}

/**
 * The states of a case in order, whoever asks: as the journal tells them, and last the one it is in now, which
 * merges, splits and replies that were taken back may have changed without a word.
 */
export const unsafeStatesOf = async (db: Database, caseId: number): Promise<StateSince[]> => {
  const { rows } = await sql<{ at: Date; state: CaseState | null }>`
    select time as at, case type when 'cases.closed' then 'closed-without-solution'
      when 'cases.state-changed' then attributes ->> 'to' when 'cases.reopened' then attributes ->> 'to' end as state
    from journal where case_id = ${caseId} and type like 'cases.%' order by seq`.execute(db)
  const { state } = await db
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  const told = rows.filter((row): row is StateSince => row.state !== null)
  const last = told.at(-1)?.state ?? 'new'
  const now = { at: rows.at(-1)?.at ?? new Date(), state: state as CaseState }
  return last === now.state ? told : [...told, now]
}
