import { sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import { caseForCustomer } from './cases.ts'

const PAGE = 60

export interface SaidItem {
  readonly id: number
  readonly kind: 'message' | 'call' | 'visit'
  readonly at: Date
  readonly by: 'customer' | 'staff' | 'other'
  readonly name: string
  readonly text: string
  readonly files: readonly { readonly id: number; readonly name: string; readonly size: number }[]
}

/** What a message must be to be part of the customer's conversation: theirs, said by a person, and on its way. */
const partOfIt = sql<boolean>`m.for_customer_id = cases.customer_id and m.kind = 'message'
  and (m.delivery is null or m.delivery not in ('held', 'taken-back'))`

/**
 * What was said between us and the customer of a case, newest page first, each oldest first. Of calls and visits
 * it tells that they were, not what we wrote down about them. The caller has found the case through the actor.
 */
export const conversationFor = async (
  db: Database,
  caseId: number,
  before: { at: Date; id: number } | null,
): Promise<{ items: SaidItem[]; hasEarlier: boolean }> => {
  const earlier = before ? sql`(at, id) < (${before.at}, ${before.id}::bigint)` : sql`true`
  const { rows } = await sql<SaidItem>`select * from (
      select m.id, 'message' as kind, m.sent_at as at, m.author_name as name, m.text,
        case when m.author_kind = 'staff' then 'staff'
          when m.author_customer_id = cases.customer_id then 'customer' else 'other' end as by,
        coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'size', a.size) order by a.id)
          from attachments a where a.message_id = m.id), '[]') as files
      from messages m join cases on cases.id = m.case_id where m.case_id = ${caseId} and ${partOfIt}
      union all
      select c.id, c.channel, c.started_at, coalesce(
          (select string_agg(l.staff_name, ', ' order by l.position) from legs l where l.contact_id = c.id), ''),
        '', case when c.direction = 'in' then 'customer' else 'staff' end, '[]'
      from contacts c join cases on cases.id = c.case_id
      where c.case_id = ${caseId} and c.channel in ('call', 'visit') and c.customer_id = cases.customer_id
    ) as said where ${earlier} order by at desc, id desc limit ${PAGE + 1}`.execute(db)
  return { items: rows.slice(0, PAGE).reverse(), hasEarlier: rows.length > PAGE }
}

/**
 * A file of a message that is part of the customer's conversation.
 * @throws platform.not-found
 */
export const fileForCustomer = async (
  db: Database,
  actor: CustomerActor,
  caseId: number,
  attachmentId: number,
) => {
  await caseForCustomer(db, actor, caseId)
  const { rows } = await sql<{ key: string; name: string; mediaType: string; size: number }>`
    select a.file_key as key, a.name, a.media_type as "mediaType", a.size
    from attachments a join messages m on m.id = a.message_id join cases on cases.id = m.case_id
    where a.id = ${attachmentId} and m.case_id = ${caseId} and ${partOfIt}`.execute(db)
  const [file] = rows
  if (!file) throw platformErrors.notFound()
  return file
}

/** How the customer is called, and who their organisation is. */
export const customerOf = (db: Database, { customerId }: CustomerActor) =>
  db
    .selectFrom('customers')
    .leftJoin('organisations', 'organisations.id', 'customers.organisation_id')
    .select([
      'customers.name',
      'customers.locale',
      'customers.time_zone as timeZone',
      'customers.organisation_id as organisationId',
      'organisations.name as organisationName',
    ])
    .where('customers.id', '=', customerId)
    .executeTakeFirstOrThrow()
