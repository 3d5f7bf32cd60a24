import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Moved } from './moved.ts'

/** Lets everybody who takes part in one case take part in the other, helpers for notes; returns the new rows. */
export const uniteParticipants = async (tx: Tx, fromCaseId: number, toCaseId: number): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    insert into case_participants (case_id, staff_id, team_id, customer_id, address, name, part, notes_only)
    select ${toCaseId}, staff_id, team_id, customer_id, address, name, part, notes_only or part = 'consulted'
    from case_participants where case_id = ${fromCaseId}
    on conflict do nothing returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Lets a customer take part in a case that is another customer's, so that their answers reach it. */
export const addCustomer = async (tx: Tx, caseId: number, customerId: number): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    insert into case_participants (case_id, customer_id, address, name, part)
    select ${caseId}, customers.id, (select value from addresses where customer_id = customers.id and kind = 'email'
      order by id limit 1), customers.name, 'cc'
    from customers where id = ${customerId}
      and not exists (select from case_participants where case_id = ${caseId} and customer_id = ${customerId})
    on conflict do nothing returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

export const removeParticipants = async (tx: Tx, ids: readonly number[]): Promise<void> => {
  if (ids.length > 0) await tx.deleteFrom('case_participants').where('id', 'in', ids).execute()
}

/**
 * Takes what people were writing along. Who had begun on both cases keeps both texts, one below the other.
 * @returns the drafts that are now where none was before
 */
export const moveDrafts = async (tx: Tx, fromCaseId: number, toCaseId: number): Promise<Moved['drafts']> => {
  const { rows } = await sql<{ staffId: number; mode: string; fresh: boolean }>`
    with gone as (delete from drafts where case_id = ${fromCaseId} returning *)
    insert into drafts (case_id, staff_id, mode, content, seen_up_to, updated_at)
    select ${toCaseId}, staff_id, mode, content, seen_up_to, updated_at from gone
    on conflict (case_id, staff_id, mode) do update set
      content = drafts.content - 'html' || jsonb_build_object('text',
        concat_ws(E'\n\n', drafts.content ->> 'text', excluded.content ->> 'text')),
      updated_at = now()
    returning staff_id as "staffId", mode, (xmax = 0) as fresh`.execute(tx)
  return rows.filter(({ fresh }) => fresh).map(({ staffId, mode }) => ({ staffId, mode }))
}

/** Puts moved drafts back, unless their writer has begun another one there. */
export const returnDrafts = async (
  tx: Tx,
  drafts: Moved['drafts'],
  fromCaseId: number,
  toCaseId: number,
): Promise<void> => {
  for (const { staffId, mode } of drafts) {
    await sql`
      update drafts set case_id = ${fromCaseId}
      where case_id = ${toCaseId} and staff_id = ${staffId} and mode = ${mode} and not exists (
        select from drafts other
        where other.case_id = ${fromCaseId} and other.staff_id = ${staffId} and other.mode = ${mode})`.execute(
      tx,
    )
  }
}

/** Whom one case was calling, the other calls now; returns the calls that were new there. */
export const moveAttentions = async (
  tx: Tx,
  fromCaseId: number,
  toCaseId: number,
): Promise<Moved['attentions']> => {
  const { rows } = await sql<Moved['attentions'][number]>`
    with gone as (delete from attentions where case_id = ${fromCaseId} returning *)
    insert into attentions (staff_id, case_id, reason, since, words)
    select staff_id, ${toCaseId}, reason, since, words from gone on conflict do nothing
    returning staff_id as "staffId", reason`.execute(tx)
  return rows
}

/** Those who have not looked after it yet are called to the first case again. */
export const returnAttentions = async (
  tx: Tx,
  attentions: Moved['attentions'],
  fromCaseId: number,
  toCaseId: number,
): Promise<void> => {
  for (const { staffId, reason } of attentions) {
    await sql`
      with gone as (
        delete from attentions where case_id = ${toCaseId} and staff_id = ${staffId} and reason = ${reason} returning *)
      insert into attentions (staff_id, case_id, reason, since, words)
      select staff_id, ${fromCaseId}, reason, since, words from gone on conflict do nothing`.execute(tx)
  }
}
