import { sql } from 'kysely'
import type { Platform } from '../../server/platform/platform.ts'

const PENDING = ['held', 'queued', 'deferred', 'sending'] as const

/**
 * Lets time pass for the mail that is to leave, until the next of it is tried, with those that are due in the same minute: all that is on record was so much
 * earlier.
 * @param atLeastMs for a desk that gets to it late
 * @returns how many ms have passed; null when nothing is left to be tried
 */
export const letPass = async ({ db }: Pick<Platform, 'db'>, atLeastMs = 0): Promise<number | null> => {
  const { rows } = await sql<{ wait: number | null }>`
    with waiting as (select next_try_at as at from outbox where state in (${sql.join([...PENDING])}))
    select (extract(epoch from max(at) - now()) * 1000)::float8 as wait from waiting
    where at <= (select min(at) from waiting) + interval '1 minute'`.execute(db)
  const due = rows[0]?.wait ?? null
  if (due === null) return null
  const wait = Math.max(due, atLeastMs)
  const passed = sql`make_interval(secs => ${wait / 1000 + 0.001})`
  await sql`with mails as (
      update outbox set created_at = created_at - ${passed}, next_try_at = next_try_at - ${passed},
        data_begun_at = data_begun_at - ${passed}
    ) update mailboxes set send_error_at = send_error_at - ${passed}`.execute(db)
  await sql`select graphile_worker.add_job('email.send', json_build_object('outboxId', id),
      job_key => 'email.send:' || id, run_at => next_try_at) from outbox
    where state in (${sql.join([...PENDING])})`.execute(db)
  return wait
}
