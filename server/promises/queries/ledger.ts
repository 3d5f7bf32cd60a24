import { type RawBuilder, sql } from 'kysely'
import { visibleCases } from '../../cases/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import { decodeCursor, type Page, toPage } from '../../platform/db/page.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { CustomerPromise, LedgerSummary, PromiseState } from '../contract.ts'
import { type Outcomes, rateOf } from '../rules/rate.ts'
import { said, showPromises, state } from './show.ts'

const PAGE = 50
const DAY = 86_400_000
/** What is looked at when nobody chose a window. */
const USUAL_DAYS = 90

export interface Chosen {
  readonly keeperId?: number | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const conditions = (actor: StaffActor, { keeperId, from, to }: Chosen): RawBuilder<boolean> => {
  const all = [visibleCases(actor)]
  if (keeperId !== undefined) all.push(sql<boolean>`p.keeper_id = ${keeperId}`)
  if (from !== undefined) all.push(sql<boolean>`p.due_at >= ${new Date(from)}`)
  if (to !== undefined) all.push(sql<boolean>`p.due_at < ${new Date(to)}`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

/** Written out beside the state, so that the planner can prove the index of what is not settled. */
const inState = (wanted: PromiseState): RawBuilder<boolean> =>
  wanted === 'open'
    ? sql<boolean>`p.settled_how is null and p.due_at > now()`
    : sql<boolean>`${state} = ${wanted}`

/** A page of the promises this person may see: what is to come the soonest first, all else the latest first. */
export const listPromises = async (
  db: Database,
  actor: StaffActor,
  chosen: Chosen & { readonly state?: PromiseState | undefined },
  { after, limit = PAGE }: { after?: string | undefined; limit?: number | undefined },
): Promise<Page<CustomerPromise>> => {
  const ascends = chosen.state === 'open'
  const where = [conditions(actor, chosen)]
  if (chosen.state !== undefined) where.push(inState(chosen.state))
  if (after !== undefined) {
    const { dueAt, id } = placeOf(after)
    where.push(sql<boolean>`(p.due_at, p.id) ${ascends ? sql`>` : sql`<`} (${dueAt}, ${id}::bigint)`)
  }
  const order = ascends ? sql`order by p.due_at, p.id` : sql`order by p.due_at desc, p.id desc`
  const rows = await showPromises(
    db,
    sql<boolean>`${sql.join(where, sql` and `)}`,
    sql`${order} limit ${limit + 1}`,
  )
  return toPage(
    rows,
    limit,
    (row) => row,
    ({ dueAt, id }) => [dueAt, id],
  )
}

const placeOf = (cursor: string): { dueAt: Date; id: number } => {
  const [dueAt, id] = decodeCursor(cursor, 2)
  const time = typeof dueAt === 'string' ? new Date(dueAt) : new Date(Number.NaN)
  if (!Number.isNaN(time.getTime()) && Number.isSafeInteger(id)) return { dueAt: time, id: Number(id) }
  throw platformErrors.invalid({ fields: [{ path: 'after', message: 'is not a cursor of this list' }] })
}

/**
 * What became of the promised times that fell due in a window, of those this person may see. Only what is due already
 * counts: what is still to come cannot have been broken yet.
 */
export const summarise = async (db: Database, actor: StaffActor, chosen: Chosen): Promise<LedgerSummary> => {
  const now = new Date()
  const to = chosen.to !== undefined && new Date(chosen.to) < now ? new Date(chosen.to) : now
  const from = chosen.from === undefined ? new Date(to.getTime() - USUAL_DAYS * DAY) : new Date(chosen.from)
  const window = { ...chosen, from: from.toISOString(), to: to.toISOString() }
  const { rows } = await sql<{ state: PromiseState; count: number }>`
    select ${state} as state, count(*) as count from promises p join cases on cases.id = p.case_id
    where ${conditions(actor, window)} and ${said} group by 1`.execute(db)
  const count = (wanted: PromiseState): number => rows.find((row) => row.state === wanted)?.count ?? 0
  const outcomes: Outcomes = {
    kept: count('kept'),
    keptLate: count('kept-late'),
    moved: count('moved'),
    broken: count('broken'),
    withdrawn: count('withdrawn'),
  }
  return {
    from: window.from,
    to: window.to,
    ...outcomes,
    ...rateOf(outcomes, { isOnePerson: chosen.keeperId !== undefined }),
    open: await countOpen(db, actor, chosen.keeperId),
  }
}

const countOpen = async (db: Database, actor: StaffActor, keeperId?: number): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from promises p join cases on cases.id = p.case_id
    where ${conditions(actor, { keeperId })} and ${inState('open')}`.execute(db)
  return rows[0]?.count ?? 0
}
