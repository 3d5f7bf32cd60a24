import { type RawBuilder, sql } from 'kysely'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { CaseState, ListName } from '../contract.ts'
import { visibleCases } from './visibility.ts'

/** What a list is asked for. */
export interface Asked {
  readonly list: ListName
  readonly teamId?: number
  readonly state?: CaseState
  readonly customerId?: number
  readonly tag?: string
}

/**
 * Where a row stands: its section, its place in it in microseconds, its id against ties. All three ascend, so
 * that places of newest-first sections are negative.
 */
export interface Place {
  readonly rank: number
  readonly place: number
  readonly tie: number
}

type Sql = RawBuilder<unknown>

/** One way to find rows in order by one index: the list is the union of its branches. */
type Branch = (conditions: Sql, order: Order, limit: number) => Sql

interface Order {
  readonly columns: Sql
  readonly by: Sql
  readonly after: Sql
}

const microseconds = (time: Sql): Sql => sql`(extract(epoch from ${time}) * 1000000)::bigint`
const timeAt = (place: number): Sql =>
  sql`(timestamptz 'epoch' + ${Math.abs(place)}::bigint * interval '1 microsecond')`

/** Longest waiting first. */
const byWaiting = (rank: number, after: Place | null): Order => ({
  columns: sql`${sql.lit(rank)} as rank, ${microseconds(sql`customer_waiting_since`)} as place, cases.id as tie, cases.id`,
  by: sql`customer_waiting_since, cases.id`,
  after:
    after?.rank === rank
      ? sql`(customer_waiting_since, cases.id) > (${timeAt(after.place)}, ${after.tie}::bigint)`
      : sql`true`,
})

/** Newest activity first. */
const byActivity = (rank: number, after: Place | null): Order => ({
  columns: sql`${sql.lit(rank)} as rank, -${microseconds(sql`last_activity_at`)} as place, -cases.id as tie, cases.id`,
  by: sql`last_activity_at desc, cases.id desc`,
  after:
    after?.rank === rank
      ? sql`(last_activity_at, cases.id) < (${timeAt(after.place)}, ${-after.tie}::bigint)`
      : sql`true`,
})

const from =
  (table: Sql, path: Sql): Branch =>
  (conditions, { columns, by, after }, limit) =>
    sql`(select ${columns} from ${table} where ${path} and merged_into_id is null and ${conditions} and ${after}
      order by ${by} limit ${limit})`

const everything = from(sql`cases`, sql`true`)
const ownedBy = (staffId: number): Branch => from(sql`cases`, sql`owner_id = ${staffId}`)
// `offset 0` keeps the planner at one look-up for each case: it would rather read every case of a state.
const takenPartIn = (who: Sql): Branch =>
  from(
    sql`case_participants cross join lateral
      (select * from cases where cases.id = case_participants.case_id offset 0) as cases`,
    sql`case_participants.${who}`,
  )
/** Each team by its own index scan: one scan over all of them would have to sort all their cases. */
const ofTeams =
  (teamIds: readonly number[]): Branch =>
  (conditions, order, limit) =>
    sql`(select found.* from unnest(${[...teamIds]}::bigint[]) as mine (team)
      cross join lateral ${from(sql`cases`, sql`team_id = team`)(conditions, order, limit)} as found)`

/** The ways to all cases that this person may see, of one team or of any. */
const visibleBranches = (actor: StaffActor, teamIds: readonly number[] | null): Branch[] => {
  if (actor.reach === 'all') return [teamIds === null ? everything : ofTeams(teamIds)]
  const mine = [ownedBy(actor.staffId), takenPartIn(sql`staff_id = ${actor.staffId}`)]
  if (actor.reach === 'own') return mine
  mine.push(takenPartIn(sql`team_id = any(${[...actor.teamIds]}::bigint[])`))
  const seen = (teamIds ?? actor.teamIds).filter((id) => actor.teamIds.includes(id))
  return teamIds !== null && seen.length === teamIds.length ? [ofTeams(seen)] : [ofTeams(seen), ...mine]
}

const branchesOf = (actor: StaffActor, { list, teamId, customerId }: Asked): Branch[] => {
  if (list === 'mine' || list === 'needs-me') return [ownedBy(actor.staffId)]
  if (customerId !== undefined)
    return [from(sql`cases`, sql`customer_id = ${customerId} and ${visibleCases(actor)}`)]
  const all = list === 'team' ? actor.teamIds : null
  return visibleBranches(actor, teamId === undefined ? all : [teamId])
}

// Written out, so that the planner can prove the predicates of the partial indexes.
const WAITING = sql`customer_waiting_since is not null`
const RESTING = sql`customer_waiting_since is null
  and state in ('new', 'open', 'waiting-for-customer', 'solution-proposed')`

interface Section {
  readonly conditions: Sql
  readonly order: (rank: number, after: Place | null) => Order
}

const sectionsOf: Readonly<Record<ListName, readonly Section[]>> = {
  'needs-me': [{ conditions: WAITING, order: byWaiting }],
  mine: [
    { conditions: WAITING, order: byWaiting },
    { conditions: RESTING, order: byActivity },
  ],
  team: [
    { conditions: WAITING, order: byWaiting },
    { conditions: RESTING, order: byActivity },
  ],
  'waiting-for-customer': [{ conditions: sql`state = 'waiting-for-customer'`, order: byActivity }],
  unconfirmed: [{ conditions: sql`state = 'unconfirmed'`, order: byActivity }],
  all: [{ conditions: sql`true`, order: byActivity }],
}

const filters = ({ list, teamId, state, customerId, tag }: Asked, actor: StaffActor): Sql => {
  const conditions: Sql[] = [sql`true`]
  if (teamId !== undefined) conditions.push(sql`cases.team_id = ${teamId}`)
  else if (list === 'team') conditions.push(sql`cases.team_id = any(${[...actor.teamIds]}::bigint[])`)
  if (state !== undefined) conditions.push(sql`state = ${state}`)
  if (customerId !== undefined) conditions.push(sql`cases.customer_id = ${customerId}`)
  if (tag !== undefined) conditions.push(sql`tags @> array[${tag}]`)
  return sql.join(conditions, sql` and `)
}

/** Cases whose customer told this person that they are not solved: nothing comes before them. */
const notSolvedFor = ({ staffId }: StaffActor): Sql =>
  sql`array(select case_id from attentions where staff_id = ${staffId} and reason = 'not-solved')`

const notSolvedBranch = (actor: StaffActor, conditions: Sql, after: Place | null, limit: number): Sql => {
  const place = microseconds(sql`attentions.since`)
  const rest =
    after === null ? sql`true` : sql`(${place}, cases.id) > (${after.place}::bigint, ${after.tie}::bigint)`
  return sql`(select -1 as rank, ${place} as place, cases.id as tie, cases.id
    from attentions join cases on cases.id = attentions.case_id
    where attentions.staff_id = ${actor.staffId} and attentions.reason = 'not-solved'
      and merged_into_id is null and ${conditions} and ${visibleCases(actor)} and ${rest}
    order by 2, 3 limit ${limit})`
}

/** Mentions, bounces and hand-overs that wait for this person, longest first; not what stands in the list anyway. */
const attentionBranch = (actor: StaffActor, conditions: Sql, after: Place | null, limit: number): Sql => {
  const place = microseconds(sql`min(attentions.since)`)
  return sql`(select 0 as rank, ${place} as place, cases.id as tie, cases.id
    from attentions join cases on cases.id = attentions.case_id
    where attentions.staff_id = ${actor.staffId} and merged_into_id is null and ${conditions}
      and (owner_id <> ${actor.staffId} or customer_waiting_since is null) and ${visibleCases(actor)}
    group by cases.id
    having ${after ? sql`(${place}, cases.id) > (${after.place}::bigint, ${after.tie}::bigint)` : sql`true`}
    order by 2, 3 limit ${limit})`
}

/** The first `limit` places of a list after `after`, in its order: id and place of each row. */
export const pickRows = (actor: StaffActor, asked: Asked, after: Place | null, limit: number): Sql => {
  const isNeeded = asked.list === 'needs-me'
  const wanted = filters(asked, actor)
  const also = isNeeded ? sql`${wanted} and cases.id <> all(${notSolvedFor(actor)})` : wanted
  const found = sectionsOf[asked.list].flatMap(({ conditions, order }, rank) =>
    after !== null && after.rank > rank
      ? []
      : branchesOf(actor, asked).map((branch) =>
          branch(sql`${conditions} and ${also}`, order(rank, after), limit),
        ),
  )
  // A cursor of another list may point behind the last section.
  if (found.length === 0)
    found.push(sql`(select 0 as rank, 0::bigint as place, id as tie, id from cases where false)`)
  if (isNeeded) {
    found.push(attentionBranch(actor, also, after?.rank === 0 ? after : null, limit))
    if (after === null || after.rank < 0) found.push(notSolvedBranch(actor, wanted, after, limit))
  }
  return sql`select rank, place, tie, id from (${sql.join(found, sql` union `)}) as found
    order by rank, place, tie limit ${limit}`
}
