import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Consult, Ending } from '../contract.ts'

const selectConsults = (db: Database) =>
  db
    .selectFrom('consults')
    .innerJoin('staff as asked', 'asked.id', 'consults.staff_id')
    .leftJoin('staff as asker', 'asker.id', 'consults.asked_by')
    .leftJoin('staff as ender', 'ender.id', 'consults.ended_by')
    .leftJoin('teams', 'teams.id', 'consults.team_id')
    // A note that was moved to another case is for the readers of that one.
    .leftJoin('notes', (join) =>
      join.onRef('notes.id', '=', 'consults.note_id').onRef('notes.case_id', '=', 'consults.case_id'),
    )
    .selectAll('consults')
    .select([
      'asked.name as staff_name',
      'asker.name as asked_by_name',
      'ender.name as ended_by_name',
      'teams.name as team_name',
      'notes.text as answer',
    ])

export type ConsultRow = Awaited<ReturnType<ReturnType<typeof selectConsults>['executeTakeFirstOrThrow']>>

const NEWEST = 100

/** What was asked on a case, newest first. The caller has found the case through the actor. */
export const consultsOf = (db: Database, caseId: number): Promise<ConsultRow[]> =>
  selectConsults(db)
    .where('consults.case_id', '=', caseId)
    .orderBy('consults.id', 'desc')
    .limit(NEWEST)
    .execute()

/** One question. The caller has locked its case, or is the first to ask and finds the case by it. */
export const unsafeConsult = (db: Database, id: number): Promise<ConsultRow | undefined> =>
  selectConsults(db).where('consults.id', '=', id).executeTakeFirst()

/** The questions of a locked case that wait for an answer, oldest first. */
export const openConsults = (tx: Tx, caseId: number): Promise<ConsultRow[]> =>
  selectConsults(tx)
    .where('consults.case_id', '=', caseId)
    .where('consults.state', '=', 'asked')
    .orderBy('consults.id')
    .execute()

/** The cases on which somebody has still to answer. */
export const casesAsking = async (db: Database, staffId: number): Promise<number[]> => {
  const rows = await db
    .selectFrom('consults')
    .select('case_id')
    .where('staff_id', '=', staffId)
    .where('state', '=', 'asked')
    .orderBy('case_id')
    .execute()
  return rows.map(({ case_id }) => case_id)
}

export interface NewConsult {
  readonly caseId: number
  readonly askedBy: number | null
  readonly staffId: number
  readonly teamId: number | null
  readonly question: string
  readonly mayWrite: boolean
  readonly lets: { readonly staff: boolean; readonly team: boolean }
}

export const insertConsult = async (tx: Tx, consult: NewConsult): Promise<ConsultRow> => {
  const { id } = await tx
    .insertInto('consults')
    .values({
      case_id: consult.caseId,
      asked_by: consult.askedBy,
      staff_id: consult.staffId,
      team_id: consult.teamId,
      question: consult.question,
      may_write: consult.mayWrite,
      lets_staff_write: consult.lets.staff,
      lets_team_write: consult.lets.team,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return selectConsults(tx).where('consults.id', '=', id).executeTakeFirstOrThrow()
}

export interface End {
  readonly state: Exclude<Consult['state'], 'asked'>
  readonly by: number | null
  readonly noteId?: number
  readonly words?: string
  readonly because?: Ending
}

/** Ends an open question of a locked case. @returns whole seconds since it was asked */
export const writeEnd = async (tx: Tx, id: number, end: End): Promise<number> => {
  const { after } = await tx
    .updateTable('consults')
    .set({
      state: end.state,
      ended_at: sql<Date>`clock_timestamp()`,
      ended_by: end.by,
      note_id: end.noteId ?? null,
      words: end.words ?? null,
      because: end.because ?? null,
    })
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .returning(sql<number>`extract(epoch from ended_at - asked_at)::int`.as('after'))
    .executeTakeFirstOrThrow()
  return after
}
