import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'

/** What the customer may have had to say again: exactly one of them. */
export interface Said {
  readonly messageId?: number
  readonly legId?: number
  readonly contactId?: number
}

/** Whether this was said by the customer on this case. */
export const isSaidOn = async (tx: Tx, caseId: number, said: Said): Promise<boolean> => {
  const { rows } = await sql`
    select id from messages
    where id = ${said.messageId ?? null} and case_id = ${caseId} and author_kind = 'customer'
    union all
    select id from contacts where id = ${said.contactId ?? null} and case_id = ${caseId}
    union all
    select legs.id from legs join contacts on contacts.id = contact_id
    where legs.id = ${said.legId ?? null} and case_id = ${caseId}`.execute(tx)
  return rows.length > 0
}

/** Writes down what a person says about it; whoever says so last is believed. @returns its id */
export const upsertRepeat = async (
  tx: Tx,
  staffId: number,
  { messageId, legId, contactId }: Said,
  told: { readonly factId?: number | undefined; readonly isRepeat: boolean },
): Promise<number> => {
  const place = sql.ref(messageId ? 'message_id' : legId ? 'leg_id' : 'contact_id')
  const { rows } = await sql<{ id: number }>`
    insert into repeats (message_id, leg_id, contact_id, fact_id, is_repeat, noted_by)
    values (${messageId ?? null}, ${legId ?? null}, ${contactId ?? null}, ${told.factId ?? null}, ${told.isRepeat}, ${staffId})
    on conflict (${place}) do update set fact_id = excluded.fact_id, is_repeat = excluded.is_repeat,
      noted_by = excluded.noted_by, noted_at = now()
    returning id`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('writing a repeat returned nothing')
  return row.id
}

export const deleteRepeat = async (tx: Tx, repeatId: number): Promise<void> => {
  await tx.deleteFrom('repeats').where('id', '=', repeatId).execute()
}
