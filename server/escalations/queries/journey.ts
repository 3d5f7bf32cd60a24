import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { AcceptedHandOff } from '../rules/moments.ts'
import { needOf } from './escalations.ts'

/** The accepted hand-offs of a case and of all that were merged into it, in the order of time, whoever asks. */
export const unsafeHandOffsOf = async (db: Database, caseId: number): Promise<AcceptedHandOff[]> => {
  const { rows } = await sql<AcceptedHandOff>`
    select answered_at as at, from_id as "fromStaffId", giver.name as "fromTeam", to_id as "toStaffId",
      receiver.name as "toTeam"
    from hand_offs h join teams giver on giver.id = from_team_id join teams receiver on receiver.id = to_team_id
    where h.case_id in ${needOf(caseId)} and h.state = 'accepted'
    order by answered_at, h.id`.execute(db)
  return rows
}

/** What the customer said in a message, without what they quote; empty for what is no word of theirs. */
export const unsafeSaidIn = async (db: Database, messageId: number): Promise<string> => {
  const row = await db
    .selectFrom('messages')
    .select('text')
    .where('id', '=', messageId)
    .where('author_kind', '=', 'customer')
    .where('kind', '=', 'message')
    .executeTakeFirst()
  return row?.text ?? ''
}

/** Cases of a team, or of all, in which a customer waits, after a case in the order of their ids. */
export const waitingCases = async (
  db: Database,
  teamId: number | null,
  afterId: number,
  limit: number,
): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`select id from cases
    where customer_waiting_since is not null and merged_into_id is null and id > ${afterId}
      and ${teamId === null ? sql`true` : sql`team_id = ${teamId}`}
    order by id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}
