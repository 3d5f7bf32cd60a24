import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'

/**
 * The contact that this source reported under this id before, with its case and first message; null for news.
 * Two reports of the same contact at the same moment come one after the other.
 */
export const contactReportedAs = async (tx: Tx, source: string, externalId: string) => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${source} ${externalId}`}, 0))`.execute(tx)
  const row = await tx
    .selectFrom('contacts')
    .innerJoin('cases', 'cases.id', 'contacts.case_id')
    .select(['contacts.id as contactId', 'cases.id as caseId', 'cases.number as caseNumber'])
    .select((select) =>
      select
        .selectFrom('messages')
        .select(({ fn }) => fn.min('messages.id').as('id'))
        .whereRef('messages.contact_id', '=', 'contacts.id')
        .as('messageId'),
    )
    .where('source', '=', source)
    .where('external_id', '=', externalId)
    .executeTakeFirst()
  return row ?? null
}

/** Whether we spoke to the customer of this case after `at`: what is reported late was answered by then. */
export const answeredSince = async (tx: Tx, caseId: number, at: Date): Promise<boolean> => {
  const { rows } = await sql<{ answered: boolean }>`select
    exists (select from messages where case_id = ${caseId} and author_kind = 'staff' and sent_at > ${at}
      and delivery is distinct from 'taken-back')
    or exists (select from contacts where case_id = ${caseId} and started_at > ${at}
      and (direction = 'out' and channel in ('call', 'visit') or exists (
        select from legs where contact_id = contacts.id and how_ended = 'resolved'))) as answered`.execute(tx)
  return rows[0]?.answered ?? false
}
