import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Ended, Kind } from '../contract.ts'
import type { Rest } from '../rules/spells.ts'

export interface StoredTerm {
  readonly from: Date
  readonly calendarId: number | null
  readonly target: number | null
}

export interface StoredClock {
  readonly id: number
  readonly kind: Kind
  readonly startedAt: Date
  readonly stoppedAt: Date | null
  readonly ended: Ended | null
  readonly warnAt: Date | null
  readonly dueAt: Date | null
  readonly warnedAt: Date | null
  readonly breachedAt: Date | null
  readonly terms: readonly StoredTerm[]
}

type Written = Omit<StoredClock, 'terms'> & {
  terms: { from: string; calendarId: number | null; target: number | null }[]
}

/** The clocks of a case in the order in which they began, each with its terms. */
export const clocksOf = async (db: Database, caseId: number): Promise<StoredClock[]> => {
  const { rows } = await sql<Written>`
    select id, kind, started_at as "startedAt", stopped_at as "stoppedAt", ended, warn_at as "warnAt",
      due_at as "dueAt", warned_at as "warnedAt", breached_at as "breachedAt",
      (select coalesce(json_agg(json_build_object('from', from_at, 'calendarId', calendar_id,
        'target', target_minutes) order by from_at), '[]') from clock_terms where clock_id = clocks.id) as terms
    from clocks where case_id = ${caseId} order by started_at, id`.execute(db)
  return rows.map((row) => ({
    ...row,
    terms: row.terms.map((term) => ({ ...term, from: new Date(term.from) })),
  }))
}

/** Writes a clock as it is now. @returns its id */
export const setClock = async (
  tx: Tx,
  caseId: number,
  clock: Omit<StoredClock, 'id' | 'terms'>,
): Promise<number> => {
  const row = {
    stopped_at: clock.stoppedAt,
    ended: clock.ended,
    warn_at: clock.warnAt,
    due_at: clock.dueAt,
    warned_at: clock.warnedAt,
    breached_at: clock.breachedAt,
  }
  const { id } = await tx
    .insertInto('clocks')
    .values({ case_id: caseId, kind: clock.kind, started_at: clock.startedAt, ...row })
    .onConflict((conflict) => conflict.columns(['case_id', 'kind', 'started_at']).doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Appends what counts for a clock from an instant on. */
export const addTerm = async (tx: Tx, clockId: number, term: StoredTerm): Promise<void> => {
  await tx
    .insertInto('clock_terms')
    .values({
      clock_id: clockId,
      from_at: term.from,
      calendar_id: term.calendarId,
      target_minutes: term.target,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['clock_id', 'from_at'])
        .doUpdateSet({ calendar_id: term.calendarId, target_minutes: term.target }),
    )
    .execute()
}

/** Forgets clocks that what happened no longer bears out: a word was taken back or moved to another case. */
export const forgetClocks = async (tx: Tx, caseId: number, keepIds: readonly number[]): Promise<void> => {
  await sql`delete from clocks where case_id = ${caseId} and id <> all(${[...keepIds]}::bigint[])`.execute(tx)
}

export const restsOfCase = async (db: Database, caseId: number): Promise<Rest[]> =>
  (
    await sql<Rest>`select why, from_at as "from", to_at as "to" from clock_rests
      where case_id = ${caseId} order by from_at, why`.execute(db)
  ).rows

/** Makes exactly these the rests of a case. */
export const setRests = async (tx: Tx, caseId: number, rests: readonly Rest[]): Promise<void> => {
  await tx.deleteFrom('clock_rests').where('case_id', '=', caseId).execute()
  if (rests.length === 0) return
  await tx
    .insertInto('clock_rests')
    .values(rests.map(({ why, from, to }) => ({ case_id: caseId, why, from_at: from, to_at: to })))
    .execute()
}

/** Whose clocks may have to be set anew; null is everybody's. */
export interface Affected {
  readonly teamId?: number | undefined
  readonly organisationId?: number | undefined
  readonly calendarId?: number | undefined
}

/** Cases with running clocks after a case, in the order of their ids. */
export const runningCases = async (
  db: Database,
  { teamId, organisationId, calendarId }: Affected,
  afterId: number,
  limit: number,
): Promise<number[]> => {
  const conditions = [
    sql`true`,
    ...(teamId === undefined ? [] : [sql`cases.team_id = ${teamId}`]),
    ...(organisationId === undefined ? [] : [sql`cases.organisation_id = ${organisationId}`]),
    ...(calendarId === undefined
      ? []
      : [sql`exists (select from clock_terms where clock_id = clocks.id and calendar_id = ${calendarId})`]),
  ]
  const { rows } = await sql<{ id: number }>`
    select distinct case_id as id from clocks join cases on cases.id = case_id
    where stopped_at is null and case_id > ${afterId} and ${sql.join(conditions, sql` and `)}
    order by case_id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Ids and names of calendars. */
export const calendarNames = (db: Database, ids: readonly number[]) =>
  db
    .selectFrom('calendars')
    .select(['id', 'name'])
    .where('id', 'in', [...ids, 0])
    .execute()
