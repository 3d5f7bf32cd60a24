import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import { type BriefDraft, draftBrief, type Recorded } from '../rules/draft-brief.ts'

const EXCERPT = 600

const said = (author: string, order: string, count: number) =>
  sql<string[]>`array(select left(text, ${EXCERPT}) from messages
    where case_id = cases.id and author_kind = ${author} and kind = 'message' and btrim(text) <> ''
      and delivery is distinct from 'taken-back' order by id ${sql.raw(order)} limit ${count})`

/** What the record of a case says of the five fields of a brief. The caller has found the case through the actor. */
export const unsafeRecorded = (db: Database, caseId: number): Promise<Recorded> =>
  db
    .selectFrom('cases')
    .select(['need', 'customer_waiting_since as waitingSince', 'promise_due_at as promiseDueAt'])
    .select([
      said('customer', 'asc', 1).as('firstWords'),
      said('customer', 'desc', 1).as('lastWords'),
      said('staff', 'desc', 2).as('replies'),
      sql<string[]>`array(select left(text, ${EXCERPT}) from notes where case_id = cases.id
        order by id desc limit 1)`.as('notes'),
      sql<string[]>`array(select left(summary, ${EXCERPT}) from contacts where case_id = cases.id
        and channel in ('call', 'visit') and btrim(summary) <> '' order by started_at desc, id desc limit 1)`.as(
        'calls',
      ),
    ])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()

/** The brief as far as the record knows it. The caller has found the case through the actor. */
export const unsafeDraft = async (db: Database, caseId: number): Promise<BriefDraft> =>
  draftBrief(await unsafeRecorded(db, caseId))
