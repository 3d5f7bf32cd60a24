import { type RawBuilder, sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import { keptRows } from '../../platform/db/kept.ts'
import { decodeCursor, encodeCursor } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Conversation, ConversationItem } from '../contract.ts'

const PAGE = 100

/** What an item is when two happened in the same microsecond; also the first part of its key. */
const ranks = { event: 1, contact: 2, message: 3, note: 4 } as const

type Sql = RawBuilder<unknown>

interface Before {
  readonly place: number
  readonly rank: number
  readonly id: number
}

const attachmentsOf = (column: Sql): Sql => sql`coalesce((
  select json_agg(json_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'size', a.size,
    'contentId', a.content_id) order by a.id)
  from attachments a where ${column} = item.id), '[]')`

const messages = sql`select sent_at as at, ${sql.lit(ranks.message)} as rank, id, json_build_object(
    'contactId', contact_id, 'channel', (select channel from contacts where id = item.contact_id),
    'authorKind', author_kind, 'authorId', coalesce(author_customer_id, author_staff_id), 'authorName', author_name,
    'text', text, 'quoted', quoted, 'signature', signature, 'hasHtml', html is not null, 'kind', kind, 'labels', labels,
    'delivery', delivery, 'deliveryDetail', delivery_detail, 'deliveryReason', delivery_reason,
    'undoUntil', case when delivery = 'held' then deliver_after end,
    'attachments', ${attachmentsOf(sql`a.message_id`)}) as body
  from messages item where delivery is distinct from 'taken-back'`

const notes = sql`select created_at as at, ${sql.lit(ranks.note)} as rank, id, json_build_object(
    'authorId', author_id, 'authorName', (select name from staff where id = item.author_id), 'text', text,
    'mentionedIds', array(select staff_id from note_mentions where note_id = item.id order by staff_id),
    'attachments', ${attachmentsOf(sql`a.note_id`)}, 'version', version) as body
  from notes item where true`

const legs = sql`coalesce((
  select json_agg(json_build_object('id', l.id, 'position', l.position, 'staffName', l.staff_name,
    'teamName', l.team_name, 'startedAt', l.started_at, 'queueSeconds', l.queue_seconds,
    'talkSeconds', l.talk_seconds, 'holdSeconds', l.hold_seconds, 'afterCallSeconds', l.after_call_seconds,
    'howEnded', l.how_ended) order by l.position)
  from legs l where l.contact_id = item.id), '[]')`

/** Contacts that were spoken; what was written is there as messages. */
const contacts = sql`select started_at as at, ${sql.lit(ranks.contact)} as rank, id, json_build_object(
    'endedAt', ended_at, 'channel', channel, 'direction', direction, 'subject', subject, 'summary', summary,
    'enteredBy', (select name from staff where id = item.entered_by), 'legs', ${legs}) as body
  from contacts item where not exists (select from messages where contact_id = item.id)`

/** What happened beside what was said; news that has an item of its own would be told twice. */
const events = sql`select time as at, ${sql.lit(ranks.event)} as rank, seq as id, json_build_object('event', type,
    'actorName', case actor_kind when 'staff' then (select name from staff where id = actor_id)
      when 'customer' then (select name from customers where id = actor_id) end,
    'attributes', attributes) as body
  from journal item where type not in ('cases.received', 'cases.contact-started', 'cases.message-in',
    'cases.message-out', 'cases.notice-out', 'cases.delivery-changed', 'cases.note-written', 'cases.fact-added',
    'cases.fact-corrected', 'cases.fact-retracted', 'cases.brief-written', 'cases.repeat-noted', 'cases.repeat-taken-back', 'cases.record-read')`

const microseconds = sql`(extract(epoch from at) * 1000000)::bigint`

/**
 * The case's own items; of contacts also those that were about it beside another need. Those are found by their
 * ids, because an `or` over two tables would read every contact there is.
 */
const onCase = (source: Sql, caseId: number): Sql =>
  source === contacts
    ? sql`id = any(array(select id from contacts where case_id = ${caseId}
        union select contact_id from contact_concerns where case_id = ${caseId}))`
    : sql`case_id = ${caseId}`

const newest = (source: Sql, caseId: number, before: Before | null): Sql => {
  const earlier = before
    ? sql`(${microseconds}, rank, id) < (${before.place}::bigint, ${before.rank}::int, ${before.id}::bigint)`
    : sql`true`
  return sql`(select * from (${source} and ${onCase(source, caseId)}) as source where ${earlier}
    order by at desc, rank desc, id desc limit ${PAGE + 1})`
}

interface FoundItem {
  readonly place: number
  readonly rank: number
  readonly id: number
  readonly at: Date
  readonly body: Record<string, unknown>
}

/**
 * Everything that was said and done on a case, oldest first, from the newest page backwards. The caller has
 * found the case through the actor.
 */
export const conversationOf = async (
  db: Database,
  caseId: number,
  cursor?: string,
): Promise<Pick<Conversation, 'items' | 'earlier'>> => {
  const before = cursor ? beforeOf(cursor) : null
  const sources = [messages, notes, contacts, events].map((source) => newest(source, caseId, before))
  const rows = await keptRows(
    db,
    sql<FoundItem>`
    select ${microseconds} as place, rank, id, at, body from (${sql.join(sources, sql` union all `)}) as item
    order by at desc, rank desc, id desc limit ${PAGE + 1}`,
  )
  const shown = rows.slice(0, PAGE).reverse()
  const [oldest] = shown
  return {
    items: shown.map(toItem),
    earlier: rows.length > PAGE && oldest ? encodeCursor([oldest.place, oldest.rank, oldest.id]) : null,
  }
}

const beforeOf = (cursor: string): Before => {
  const [place, rank, id] = decodeCursor(cursor, 3)
  if (isWhole(place) && isWhole(rank) && isWhole(id)) return { place, rank, id }
  throw platformErrors.invalid({
    fields: [{ path: 'before', message: 'is not a cursor of this conversation' }],
  })
}

const isWhole = (part: unknown): part is number => Number.isSafeInteger(part)

const typeOf = new Map<number, string>(Object.entries(ranks).map(([type, rank]) => [rank, type]))
const OURSELVES = 'Regard'

// The statement above builds each body as its schema of the contract says; the tests compare them.
const toItem = ({ rank, id, at, body }: FoundItem): ConversationItem =>
  ({
    ...body,
    type: typeOf.get(rank),
    id,
    at: at.toISOString(),
    ...(rank === ranks.event && { actorName: body.actorName ?? OURSELVES }),
  }) as ConversationItem
