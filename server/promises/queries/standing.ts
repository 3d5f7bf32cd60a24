import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'

/** What a case's open promises ask for. */
export interface Standing {
  /** The earliest that is not settled yet; null when there is none. */
  readonly dueAt: Date | null
  /** Who must look after one now: its keeper once they were reminded, the owner once it is broken, who is asked. */
  readonly called: readonly number[]
}

/** Counts anew what the promises of a case ask for. */
export const standingOf = async (tx: Tx, caseId: number): Promise<Standing> => {
  const { rows } = await sql<{ due_at: Date | null; called: number[] | null }>`
    select min(promises.due_at) as due_at, array_agg(distinct who.staff_id) filter (where who.staff_id is not null) as called
    from promises join cases on cases.id = promises.case_id
      cross join lateral (values (case when reminded_at is not null then keeper_id end),
        (case when fell_due_at is not null then cases.owner_id end), (asked_keeper_id)) as who (staff_id)
    where promises.case_id = ${caseId} and settled_how is null`.execute(tx)
  return { dueAt: rows[0]?.due_at ?? null, called: rows[0]?.called ?? [] }
}

/** Everybody who was ever concerned with a promise of the case, whom one of them may have called. */
export const concernedBy = async (tx: Tx, caseId: number): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`select distinct who.id
    from promises join cases on cases.id = promises.case_id
      cross join lateral (values (keeper_id), (asked_keeper_id), (made_by), (cases.owner_id)) as who (id)
    where promises.case_id = ${caseId} and who.id is not null`.execute(tx)
  return rows.map(({ id }) => id)
}
