import { sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { FactSlot } from '../contract.ts'

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
