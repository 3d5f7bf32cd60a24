import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Brief, HandOff } from '../contract.ts'

/** Hand-offs with everybody's names. */
export const selectHandOffs = (db: Database) =>
  db
    .selectFrom('hand_offs as offer')
    .innerJoin('staff as giver', 'giver.id', 'offer.from_id')
    .innerJoin('teams as from_team', 'from_team.id', 'offer.from_team_id')
    .innerJoin('staff as receiver', 'receiver.id', 'offer.to_id')
    .innerJoin('teams as to_team', 'to_team.id', 'offer.to_team_id')
    .leftJoin('staff as asker', 'asker.id', 'offer.offered_by')
    .selectAll('offer')
    .select([
      'giver.name as from_name',
      'from_team.name as from_team_name',
      'receiver.name as to_name',
      'to_team.name as to_team_name',
      'asker.name as offered_by_name',
    ])

export type HandOffRow = Awaited<ReturnType<ReturnType<typeof selectHandOffs>['executeTakeFirstOrThrow']>>

const NEWEST = 50

/** The hand-offs of a case, newest first. The caller has found the case through the actor. */
export const handOffsOf = (db: Database, caseId: number): Promise<HandOffRow[]> =>
  selectHandOffs(db).where('offer.case_id', '=', caseId).orderBy('offer.id', 'desc').limit(NEWEST).execute()

/**
 * These hand-offs in the order of their cases, so that two people who answer many never block each other; those that
 * do not exist come last.
 */
export const inOrderOfCases = async (tx: Tx, ids: readonly number[]): Promise<number[]> => {
  const { rows } = await sql<{
    id: number
  }>`select wanted.id from unnest(${[...ids]}::bigint[]) as wanted (id)
    left join hand_offs on hand_offs.id = wanted.id order by hand_offs.case_id, wanted.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** One hand-off. The caller has locked its case, or is the first to ask and finds the case by it. */
export const unsafeHandOff = (db: Database, id: number): Promise<HandOffRow | undefined> =>
  selectHandOffs(db).where('offer.id', '=', id).executeTakeFirst()

/** The offer of a locked case that waits for an answer. */
export const openOffer = (tx: Tx, caseId: number): Promise<HandOffRow | undefined> =>
  selectHandOffs(tx)
    .where('offer.case_id', '=', caseId)
    .where('offer.state', '=', 'offered')
    .executeTakeFirst()

export interface NewOffer {
  readonly caseId: number
  readonly from: { readonly staffId: number; readonly teamId: number }
  readonly offeredBy: number | null
  readonly to: { readonly staffId: number; readonly teamId: number }
  readonly brief: Brief
  readonly tellCustomer: boolean
  readonly answerBy: Date
  readonly letIn: boolean
  readonly escalatedFromId: number | null
}

export const insertOffer = async (tx: Tx, offer: NewOffer): Promise<HandOffRow> => {
  const { need, done, promised, nextStep, feeling } = offer.brief
  const { id } = await tx
    .insertInto('hand_offs')
    .values({
      case_id: offer.caseId,
      from_id: offer.from.staffId,
      from_team_id: offer.from.teamId,
      offered_by: offer.offeredBy,
      to_id: offer.to.staffId,
      to_team_id: offer.to.teamId,
      ...{ need, done, promised, next_step: nextStep, feeling },
      tell_customer: offer.tellCustomer,
      answer_by: offer.answerBy,
      let_in: offer.letIn,
      escalated_from_id: offer.escalatedFromId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return selectHandOffs(tx).where('offer.id', '=', id).executeTakeFirstOrThrow()
}

/** Writes the answer to an offer of a locked case. @returns whole seconds since it was offered */
export const answerOffer = async (
  tx: Tx,
  id: number,
  answer: { state: Exclude<HandOff['state'], 'offered'>; by: number | null; words?: string },
): Promise<number> => {
  const { after } = await tx
    .updateTable('hand_offs')
    .set({
      state: answer.state,
      answered_at: sql<Date>`clock_timestamp()`,
      answered_by: answer.by,
      answer_words: answer.words ?? null,
    })
    .where('id', '=', id)
    .where('state', '=', 'offered')
    .returning(sql<number>`extract(epoch from answered_at - offered_at)::int`.as('after'))
    .executeTakeFirstOrThrow()
  return after
}

/** Offers that should have been answered, oldest first. */
export const overdueOffers = async (db: Database, at: Date, limit: number) =>
  db
    .selectFrom('hand_offs')
    .select(['id', 'case_id as caseId'])
    .where('state', '=', 'offered')
    .where('answer_by', '<=', at)
    .orderBy('answer_by')
    .limit(limit)
    .execute()

/** Of these cases, those for which Regard itself has made an offer since an instant: they are not offered again. */
export const offeredByUsSince = async (
  db: Database,
  caseIds: readonly number[],
  fromStaffId: number,
  since: Date,
): Promise<Set<number>> => {
  const rows = await db
    .selectFrom('hand_offs')
    .select('case_id')
    .where('case_id', 'in', [...caseIds, 0])
    .where('from_id', '=', fromStaffId)
    .where((where) =>
      where.or([
        where('state', '=', 'offered'),
        where.and([where('offered_by', 'is', null), where('offered_at', '>=', since)]),
      ]),
    )
    .execute()
  return new Set(rows.map(({ case_id }) => case_id))
}
