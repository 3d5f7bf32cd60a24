import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import { type BriefDraft, draftBrief, type Recorded } from '../rules/draft-brief.ts'

const EXCERPT = 600
const FACTS = 12

type Tell = (db: Database, caseId: number) => Promise<readonly string[]>
let tellPromised: Tell = async () => []

/** The room that keeps what was promised says here, once, in its `room.ts`, how a brief tells it: a line each. */
export const whatIsPromised = (tell: Tell): void => {
  tellPromised = tell
}

const said = (author: string, order: string, count: number) =>
  sql<string[]>`array(select left(text, ${EXCERPT}) from messages
    where case_id = cases.id and author_kind = ${author} and kind = 'message' and btrim(text) <> ''
      and delivery is distinct from 'taken-back' order by id ${sql.raw(order)} limit ${count})`

const told = (slots: RawBuilder<boolean>) =>
  sql<string[]>`array(select text from facts where case_id = cases.id and retracted_at is null and ${slots}
    order by id limit ${FACTS})`

/** What the record of a case says of the five fields of a brief. The caller has found the case through the actor. */
export const unsafeRecorded = (db: Database, caseId: number): Promise<Omit<Recorded, 'promised'>> =>
  db
    .selectFrom('cases')
    .select(['need', 'customer_waiting_since as waitingSince'])
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
      told(sql`slot not in ('tried', 'feeling')`).as('facts'),
      told(sql`slot = 'tried'`).as('tried'),
      told(sql`slot = 'feeling'`).as('feelings'),
    ])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()

/** The brief as far as the record knows it. The caller has found the case through the actor. */
export const unsafeDraft = async (db: Database, caseId: number): Promise<BriefDraft> =>
  draftBrief({ ...(await unsafeRecorded(db, caseId)), promised: await tellPromised(db, caseId) })
