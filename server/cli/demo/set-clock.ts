import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'

const mine = sql`xmin = pg_current_xact_id()::xid`

/**
 * Moves everything that this transaction wrote to the moment at which it is said to have happened, and lets
 * answers count as sent. Only for the demonstration, whose desk is empty otherwise: nothing else may ever touch
 * the journal.
 */
export const setClock = async (tx: Tx, at: Date): Promise<void> => {
  await sql`update messages set sent_at = ${at}, recorded_at = ${at}, before_sending = null, deliver_after = null,
    delivery = case when author_kind = 'staff' then 'sent' end where ${mine}`.execute(tx)
  await sql`update contacts set recorded_at = ${at}, started_at = least(started_at, ${at}) where ${mine}`.execute(
    tx,
  )
  await sql`update notes set created_at = ${at} where ${mine}`.execute(tx)
  await sql`update facts set added_at = ${at} where ${mine}`.execute(tx)
  await sql`update repeats set noted_at = ${at} where ${mine}`.execute(tx)
  await sql`update attentions set since = ${at} where ${mine}`.execute(tx)
  await sql`update search_entries set at = ${at} where ${mine}`.execute(tx)
  await sql`update cases set last_activity_at = ${at},
    created_at = case when created_at = now() then ${at} else created_at end where ${mine}`.execute(tx)
  await sql`alter table journal disable trigger journal_is_append_only`.execute(tx)
  await sql`update journal set time = least(time, ${at}) where ${mine}`.execute(tx)
  await sql`alter table journal enable trigger journal_is_append_only`.execute(tx)
}
