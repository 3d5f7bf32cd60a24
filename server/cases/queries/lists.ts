import { sql } from 'kysely'
import { platformErrors } from '../../platform/contract/errors.ts'
import { decodeCursor, type Page, toPage } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type CaseRow, type CaseState, type Channel, type ListName, lists } from '../contract.ts'
import { type Called, reasonWords } from '../rules/reason-words.ts'
import { type Asked, type Place, pickRows } from './list-branches.ts'

const PAGE = 50
/** A list is counted no further than this, so that counting never costs more. */
export const COUNT_CAP = 100

interface FoundRow extends Place {
  readonly id: number
  readonly number: number
  readonly need: string
  readonly customer_id: number | null
  readonly customer_name: string | null
  readonly team_id: number
  readonly team_name: string
  readonly owner_id: number
  readonly owner_name: string
  readonly held_on_duty: boolean
  readonly state: CaseState
  readonly channel: Channel
  readonly customer_waiting_since: Date | null
  readonly next_due_at: Date | null
  readonly next_due_kind: CaseRow['nextDueKind']
  readonly last_activity_at: Date
  readonly last_words: string
  readonly last_words_by: 'customer' | 'staff'
  readonly tags: string[]
  readonly version: number
  readonly attentions: Called[] | null
}

const toCaseRow = (row: FoundRow): CaseRow => ({
  id: row.id,
  number: row.number,
  need: row.need,
  customer: row.customer_id === null ? null : { id: row.customer_id, name: row.customer_name ?? '' },
  team: { id: row.team_id, name: row.team_name },
  owner: { id: row.owner_id, name: row.owner_name },
  heldOnDuty: row.held_on_duty,
  state: row.state,
  channel: row.channel,
  customerWaitingSince: row.customer_waiting_since?.toISOString() ?? null,
  nextDueAt: row.next_due_at?.toISOString() ?? null,
  nextDueKind: row.next_due_kind,
  lastActivityAt: row.last_activity_at.toISOString(),
  lastWords: row.last_words,
  lastWordsBy: row.last_words_by,
  tags: row.tags,
  reason: row.attentions === null ? null : reasonWords(row.attentions, row.state),
  calledFor: row.attentions?.[0]?.words || null,
  version: row.version,
})

/**
 * A page of one of the six lists, as far as this person may see it. Who waits for us comes first, longest
 * waiting first, whoever they are (rule 7); then what happened last.
 */
export const listCases = async (
  db: Database,
  actor: StaffActor,
  asked: Asked,
  { after, limit = PAGE }: { after?: string; limit?: number },
): Promise<Page<CaseRow>> => {
  const place = after ? placeOf(after) : null
  const attentions =
    asked.list === 'needs-me'
      ? sql`array(select json_build_object('reason', reason, 'words', words) from attentions
          where case_id = cases.id and staff_id = ${actor.staffId} order by since)`
      : sql`null::json[]`
  const { rows } = await sql<FoundRow>`
    select picked.rank, picked.place, picked.tie, cases.id, number, need, customer_id, customers.name as customer_name,
      team_id, teams.name as team_name, owner_id, staff.name as owner_name, held_on_duty, state, channel,
      customer_waiting_since, next_due_at, next_due_kind, last_activity_at, last_words, last_words_by, tags,
      cases.version, ${attentions} as attentions
    from (${pickRows(actor, asked, place, limit + 1)}) as picked
      join cases on cases.id = picked.id
      join teams on teams.id = cases.team_id
      join staff on staff.id = cases.owner_id
      left join customers on customers.id = cases.customer_id
    order by picked.rank, picked.place, picked.tie`.execute(db)
  return toPage(rows, limit, toCaseRow, (row) => [row.rank, row.place, row.tie])
}

const placeOf = (cursor: string): Place => {
  const [rank, place, tie] = decodeCursor(cursor, 3)
  if (isWhole(rank) && isWhole(place) && isWhole(tie)) return { rank, place, tie }
  throw platformErrors.invalid({ fields: [{ path: 'after', message: 'is not a cursor of this list' }] })
}

const isWhole = (part: unknown): part is number => Number.isSafeInteger(part)

/** How many cases stand in each list, counted up to {@link COUNT_CAP}. */
export const countLists = async (db: Database, actor: StaffActor): Promise<Record<ListName, number>> => {
  const counts = lists.map(
    (list) =>
      sql`(select count(*) from (${pickRows(actor, { list }, null, COUNT_CAP)}) as picked) as ${sql.id(list)}`,
  )
  const { rows } = await sql<Record<ListName, number>>`select ${sql.join(counts)}`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a select without from returns one row')
  return row
}
