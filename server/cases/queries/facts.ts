import { sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Fact, FactSlot } from '../contract.ts'
import { visibleCases } from './visibility.ts'

/** Of a customer with many cases, those whose facts are shown; the newest come first. */
const EARLIER_CASES = 200
const EARLIER_FACTS = 100

const columns = sql`facts.id, facts.case_id as "caseId", cases.number as "caseNumber", slot, text,
  message_id as "messageId", contact_id as "contactId", quote, added_at as "addedAt", facts.version,
  json_build_object('id', staff.id, 'name', staff.name) as "addedBy",
  coalesce((select json_agg(json_build_object('text', c.text, 'slot', c.slot, 'at', c.corrected_at,
      'by', (select name from staff where id = c.corrected_by)) order by c.id)
    from fact_corrections c where c.fact_id = facts.id), '[]') as corrections`
const joined = sql`facts join cases on cases.id = facts.case_id join staff on staff.id = facts.added_by`

type FoundFact = Omit<Fact, 'addedAt'> & { readonly addedAt: Date }
const shown = ({ addedAt, ...fact }: FoundFact): Fact => ({ ...fact, addedAt: addedAt.toISOString() })

/** What was told on a case, oldest first. The caller has found the case through the actor. */
export const factsOfCase = async (db: Database, caseId: number): Promise<Fact[]> => {
  const { rows } = await sql<FoundFact>`select ${columns} from ${joined}
    where facts.case_id = ${caseId} and retracted_at is null order by facts.id`.execute(db)
  return rows.map(shown)
}

/**
 * What the customer told on their other cases that this person may see, newest first. What was tried and felt
 * belongs to its own need and stays there.
 */
export const earlierFacts = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
  customerId: number | null,
): Promise<Fact[]> => {
  if (customerId === null) return []
  const { rows } = await sql<FoundFact>`select ${columns} from ${joined}
    where facts.case_id = any(array(
        select id from cases where customer_id = ${customerId} and id <> ${caseId} and merged_into_id is null
          and ${visibleCases(actor)} order by created_at desc, id desc limit ${EARLIER_CASES}))
      and retracted_at is null and slot not in ('tried', 'feeling')
    order by facts.id desc limit ${EARLIER_FACTS}`.execute(db)
  return rows.map(shown)
}

/** One fact, also a retracted one. @throws platform.not-found */
export const factById = async (tx: Tx, factId: number): Promise<Fact> => {
  const { rows } = await sql<FoundFact>`select ${columns} from ${joined} where facts.id = ${factId}`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw platformErrors.notFound()
  return shown(row)
}

export interface NewFact {
  readonly caseId: number
  readonly slot: FactSlot
  readonly text: string
  readonly messageId: number | undefined
  readonly contactId: number | undefined
  readonly quote: string
}

export const insertFact = async (tx: Tx, staffId: number, fact: NewFact): Promise<number> => {
  const { id } = await tx
    .insertInto('facts')
    .values({
      case_id: fact.caseId,
      slot: fact.slot,
      text: fact.text,
      message_id: fact.messageId ?? null,
      contact_id: fact.contactId ?? null,
      quote: fact.quote,
      added_by: staffId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A standing fact of a case for a change. The case must be locked before. @throws platform.not-found */
export const lockFact = async (tx: Tx, caseId: number, factId: number) => {
  const row = await tx
    .selectFrom('facts')
    .select(['id', 'text', 'version'])
    .select(sql<FactSlot>`slot`.as('slot'))
    .where('id', '=', factId)
    .where('case_id', '=', caseId)
    .where('retracted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw platformErrors.notFound()
  return row
}

/** Writes a fact anew and keeps how it read before. */
export const rewriteFact = async (
  tx: Tx,
  staffId: number,
  before: { readonly id: number; readonly slot: FactSlot; readonly text: string },
  next: { readonly slot: FactSlot; readonly text: string },
): Promise<void> => {
  const { id: fact_id, slot, text } = before
  await tx.insertInto('fact_corrections').values({ fact_id, slot, text, corrected_by: staffId }).execute()
  await tx
    .updateTable('facts')
    .set({ ...next, version: sql<number>`version + 1` })
    .where('id', '=', fact_id)
    .execute()
}

export const retractFact = async (tx: Tx, staffId: number, factId: number): Promise<void> => {
  await tx
    .updateTable('facts')
    .set({ retracted_by: staffId, retracted_at: new Date(), version: sql<number>`version + 1` })
    .where('id', '=', factId)
    .execute()
}

/** What stands in a message or contact of a case; null when there is none on it. */
export const wordsThere = async (
  tx: Tx,
  caseId: number,
  { messageId, contactId }: { messageId?: number | undefined; contactId?: number | undefined },
): Promise<string | null> => {
  const { rows } = await sql<{ words: string }>`
    select concat_ws(E'\n', text, signature, quoted) as words from messages
    where id = ${messageId ?? null} and case_id = ${caseId}
    union all
    select concat_ws(E'\n', subject, summary) from contacts where id = ${contactId ?? null} and case_id = ${caseId}`.execute(
    tx,
  )
  return rows[0]?.words ?? null
}

/** Facts of a case that hang on nothing that was said: they go along only with the whole case. */
export const looseFacts = async (tx: Tx, caseId: number): Promise<number[]> => {
  const rows = await tx
    .selectFrom('facts')
    .select('id')
    .where('case_id', '=', caseId)
    .where('message_id', 'is', null)
    .where('contact_id', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export const moveFacts = async (tx: Tx, factIds: readonly number[], caseId: number): Promise<void> => {
  if (factIds.length === 0) return
  await tx.updateTable('facts').set({ case_id: caseId }).where('id', 'in', factIds).execute()
}
