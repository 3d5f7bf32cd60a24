import { sql } from 'kysely'
import type { Tx } from '../../../platform/db/transaction.ts'

/**
 * When a mail may leave that its mailbox's limits hold back now; null when it may leave at once. Mails leave in the
 * order in which they were written: one that waits already goes first.
 */
export const limitedUntil = async (tx: Tx, mailboxId: number, outboxId: number): Promise<Date | null> => {
  const limits = await tx
    .selectFrom('mailboxes')
    .select(['max_per_minute as minute', 'max_per_hour as hour'])
    .where('id', '=', mailboxId)
    .where(({ or, eb }) => or([eb('max_per_minute', 'is not', null), eb('max_per_hour', 'is not', null)]))
    // Two senders must not both take the last place.
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!limits) return null
  const { rows } = await sql<{ until: Date }>`
    with ahead as (
      select count(*) as waiting from outbox
      where mailbox_id = ${mailboxId} and waiting = 'limit' and id < ${outboxId}
    ), windows (places, span) as (
      values (${limits.minute}::int, interval '1 minute'), (${limits.hour}::int, interval '1 hour')
    )
    select greatest(now() + interval '1 second', coalesce(min(taken.at) + span, now())) as until
    from windows cross join ahead
      left join lateral (
        select coalesce(data_begun_at, now()) as at from outbox
        where mailbox_id = ${mailboxId} and id <> ${outboxId}
          and (data_begun_at > now() - span or (state = 'sending' and data_begun_at is null))
      ) taken on true
    where places is not null
    group by places, span, ahead.waiting
    having count(taken.at) + ahead.waiting >= places
    order by until desc limit 1`.execute(tx)
  return rows[0]?.until ?? null
}
