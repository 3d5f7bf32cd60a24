import { type RawBuilder, sql } from 'kysely'
import { caseForActor, visibleCases } from '../../cases/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { CasePromises, CustomerPromise, PromiseState } from '../contract.ts'
import { zoneOfCase } from './context.ts'
import { noticedOf } from './noticed.ts'

/** What a promise is now. The one place that says it: a row never stores its state. */
export const state = sql<PromiseState>`case
  when p.settled_how is null then case when p.due_at > now() then 'open' else 'broken' end
  when p.settled_how = 'kept' then case when p.settled_at <= p.due_at then 'kept' else 'kept-late' end
  when p.settled_at < p.due_at then p.settled_how
  else 'broken' end`

/** Said to the customer: what was taken back before it left was never promised. */
export const said = sql<boolean>`p.settled_how is distinct from 'unsaid'`

interface Shown extends Omit<CustomerPromise, 'dueAt' | 'madeAt' | 'settledAt'> {
  readonly dueAt: Date
  readonly madeAt: Date
  readonly settledAt: Date | null
}

const person = (id: RawBuilder<unknown>) =>
  sql`(select json_build_object('id', s.id, 'name', s.name) from staff s where s.id = ${id})`

const columns = sql`p.id, json_build_object('id', cases.id, 'number', cases.number, 'need', cases.need) as "case",
  (select json_build_object('id', c.id, 'name', c.name) from customers c where c.id = cases.customer_id) as customer,
  p.what, p.due_at as "dueAt", p.time_zone as "timeZone", ${person(sql`p.keeper_id`)} as keeper,
  ${person(sql`p.asked_keeper_id`)} as "askedKeeper", ${person(sql`p.made_by`)} as "madeBy", p.made_at as "madeAt",
  p.message_id as "messageId", p.moved_from_id as "movedFromId",
  (select later.id from promises later where later.moved_from_id = p.id) as "movedToId",
  ${state} as state, p.settled_at as "settledAt", p.settled_words as "settledWords", p.version`

/** Promises as they are shown; `where` speaks of `p` and `cases`. */
export const showPromises = async (
  db: Database,
  where: RawBuilder<boolean>,
  order: RawBuilder<unknown>,
): Promise<CustomerPromise[]> => {
  const { rows } = await sql<Shown>`select ${columns} from promises p join cases on cases.id = p.case_id
    where ${where} and ${said} ${order}`.execute(db)
  return rows.map(({ dueAt, madeAt, settledAt, ...row }) => ({
    ...row,
    dueAt: dueAt.toISOString(),
    madeAt: madeAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  }))
}

/** One promise. @throws platform.not-found when it is not theirs to see */
export const showPromise = async (
  db: Database,
  actor: StaffActor,
  promiseId: number,
): Promise<CustomerPromise> => {
  const [shown] = await showPromises(db, sql`p.id = ${promiseId} and ${visibleCases(actor)}`, sql``)
  if (!shown) throw platformErrors.notFound()
  return shown
}

const MOST_OF_A_CASE = 100

/**
 * What was promised on a case: what is still to be done first, the soonest before the others.
 * @throws platform.not-found when the case is not theirs to see
 */
export const promisesOfCase = async (
  db: Database,
  actor: StaffActor,
  caseId: number,
): Promise<CasePromises> => {
  await caseForActor(db, actor, caseId)
  const items = await showPromises(
    db,
    sql`p.case_id = ${caseId}`,
    sql`order by p.settled_how is not null, case when p.settled_how is null then p.due_at end, p.due_at desc, p.id
      limit ${MOST_OF_A_CASE}`,
  )
  const noticed = await noticedOf(db, actor, caseId)
  return { items, noticed, timeZone: await zoneOfCase(db, caseId) }
}

/** What the customer is told of a promise. */
export interface PromiseToCustomer {
  readonly id: number
  readonly what: string
  readonly dueAt: Date
  readonly timeZone: string
  readonly keeperName: string
  readonly isBroken: boolean
}

/**
 * What is still promised on a case, the soonest first: for the customer's own page, the brief and whoever has found
 * the case through its reader.
 */
export const unsafeOpenPromisesOf = async (db: Database, caseId: number): Promise<PromiseToCustomer[]> => {
  const { rows } = await sql<PromiseToCustomer>`
    select p.id, p.what, p.due_at as "dueAt", p.time_zone as "timeZone", staff.name as "keeperName",
      p.due_at <= now() as "isBroken"
    from promises p join staff on staff.id = p.keeper_id
    where p.case_id = ${caseId} and p.settled_how is null order by p.due_at, p.id`.execute(db)
  return rows
}
