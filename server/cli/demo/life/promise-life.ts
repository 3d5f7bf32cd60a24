import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/transaction.ts'

/** One answer in so many promised something. */
const ONE_IN = 6

/**
 * What was promised with answers of the past, and what became of it: in the demonstration the past is given, nobody
 * decides it now. Nine in ten were kept in time, some late, and a few broken.
 */
export const promiseInThePast = async (tx: Tx, timeZone: string): Promise<void> => {
  await sql`
    insert into promises (case_id, made_on_case_id, message_id, what, time_zone, keeper_id, made_by, made_at, due_at,
      reminded_at, fell_due_at, settled_how, settled_at, settled_by)
    select case_id, case_id, id, (array['Write again when it is done', 'Call back about it',
        'Have a technician look at the line', 'Send the corrected invoice', 'Look whether it held'])[1 + id % 5],
      ${timeZone}, author_staff_id, author_staff_id, sent_at, due_at, due_at, due_at,
      case when nth % 20 = 7 then 'withdrawn' else 'kept' end,
      case when nth % 20 in (7, 13) then due_at + interval '5 hours' else due_at - interval '3 hours' end,
      author_staff_id
    from (
      select *, date_trunc('hour', sent_at) + interval '1 day' as due_at, row_number() over (order by id) as nth
      from messages where author_kind = 'staff' and author_staff_id is not null and id % ${sql.lit(ONE_IN)} = 0
    ) as answers
    where due_at < now() - interval '5 hours'`.execute(tx)
}
