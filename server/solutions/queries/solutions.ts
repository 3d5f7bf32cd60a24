import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { LINK_DAYS } from '../rules.ts'

export interface NewSolution {
  readonly caseId: number
  readonly customerId: number
  readonly proposedBy: number
  readonly words: string
  readonly messageId: number | null
  readonly askedInContactId: number | null
  readonly nextStepAt: Date | null
}

/** Writes down a proposal. @returns its id and what its link is made from */
export const insertSolution = (tx: Tx, solution: NewSolution) =>
  tx
    .insertInto('solutions')
    .values({
      case_id: solution.caseId,
      customer_id: solution.customerId,
      proposed_by: solution.proposedBy,
      words: solution.words,
      message_id: solution.messageId,
      asked_in_contact_id: solution.askedInContactId,
      next_step_at: solution.nextStepAt,
    })
    .returning(['id', 'link_seed as linkSeed'])
    .executeTakeFirstOrThrow()

/** Lets the link with this hash answer the proposal. */
export const openLink = async (tx: Tx, id: number, hash: Buffer): Promise<void> => {
  await tx
    .updateTable('solutions')
    .set({
      link_sha256: hash,
      link_expires_at: sql`now() + make_interval(days => ${sql.lit(LINK_DAYS)})`,
    })
    .where('id', '=', id)
    .execute()
}

const selected = (db: Database) =>
  db
    .selectFrom('solutions')
    .innerJoin('staff as proposer', 'proposer.id', 'solutions.proposed_by')
    .select([
      'solutions.id',
      'solutions.case_id as caseId',
      'solutions.customer_id as customerId',
      'solutions.words',
      'solutions.proposed_by as proposerId',
      'proposer.name as proposerName',
      'solutions.proposed_at as proposedAt',
      'solutions.message_id as messageId',
      'solutions.asked_in_contact_id as contactId',
      'solutions.link_seed as linkSeed',
      'solutions.link_expires_at as linkExpiresAt',
      'solutions.reminders',
      'solutions.next_step_at as nextStepAt',
      'solutions.silent_since as silentSince',
      'solutions.outcome',
      'solutions.ended_at as endedAt',
      sql<'link' | 'page' | 'spoken' | null>`solutions.answered_by`.as('answeredBy'),
      'solutions.answer_words as answerWords',
      'solutions.heard_by as heardBy',
      sql<string | null>`(select name from staff where id = solutions.heard_by)`.as('heardByName'),
    ])

export type SolutionRow = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>

/** The proposals of a case, newest first; the caller has found the case through the actor. */
export const solutionsOf = (db: Database, caseId: number): Promise<SolutionRow[]> =>
  selected(db).where('solutions.case_id', '=', caseId).orderBy('solutions.id', 'desc').limit(50).execute()

/** The proposal that waits for its customer's word on this case. */
export const waitingSolution = (db: Database, caseId: number): Promise<SolutionRow | undefined> =>
  selected(db)
    .where('solutions.case_id', '=', caseId)
    .where('solutions.ended_at', 'is', null)
    .executeTakeFirst()

export const solutionById = (db: Database, id: number): Promise<SolutionRow | undefined> =>
  selected(db).where('solutions.id', '=', id).executeTakeFirst()

const cameBack = ['bounced', 'failed', 'taken-back'] as const

/**
 * Whose link this is; undefined for one that was never made, is too old, or came back undelivered: then others
 * than the customer have read it. Whoever holds a link may know what it asks.
 */
export const unsafeSolutionOfLink = (db: Database, hash: Buffer): Promise<SolutionRow | undefined> =>
  selected(db)
    .where('solutions.link_sha256', '=', hash)
    .where('solutions.link_expires_at', '>', sql<Date>`now()`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.id', '=', 'solutions.message_id')
            .where('messages.delivery', 'in', cameBack),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('solution_reminders as reminder')
            .innerJoin('messages', 'messages.id', 'reminder.message_id')
            .select('reminder.message_id')
            .whereRef('reminder.solution_id', '=', 'solutions.id')
            .where('messages.delivery', 'in', cameBack),
        ),
      ),
    )
    .executeTakeFirst()

/** The proposal that a message asks about, at first or again. */
export const solutionOfMessage = (db: Database, messageId: number) =>
  db
    .selectFrom('solutions')
    .select(['id', 'customer_id as customerId', 'link_seed as linkSeed'])
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('message_id', '=', messageId),
        eb(
          'id',
          '=',
          selectFrom('solution_reminders').select('solution_id').where('message_id', '=', messageId),
        ),
      ]),
    )
    .executeTakeFirst()

/** Writes down that a message asks about a proposal again: the links stand below it too. */
export const insertReminder = async (tx: Tx, solutionId: number, messageId: number): Promise<void> => {
  await tx
    .insertInto('solution_reminders')
    .values({ solution_id: solutionId, message_id: messageId })
    .execute()
}

export interface Ending {
  readonly outcome: 'confirmed' | 'not-yet' | 'overtaken' | 'withdrawn'
  readonly answeredBy?: 'link' | 'page' | 'spoken'
  readonly words?: string
  readonly heardBy?: number
  readonly heardInContactId?: number
}

/** Ends a proposal that waits. @returns false when it had ended before */
export const endSolution = async (tx: Tx, id: number, ending: Ending): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('solutions')
    .set({
      outcome: ending.outcome,
      ended_at: sql<Date>`now()`,
      next_step_at: null,
      answered_by: ending.answeredBy ?? null,
      answer_words: ending.words ?? '',
      heard_by: ending.heardBy ?? null,
      heard_in_contact_id: ending.heardInContactId ?? null,
    })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Notes a reminder that was sent, and what comes next. */
export const noteReminder = async (tx: Tx, id: number, nextStepAt: Date): Promise<void> => {
  await tx
    .updateTable('solutions')
    .set({ reminders: sql<number>`reminders + 1`, next_step_at: nextStepAt })
    .where('id', '=', id)
    .execute()
}

/** Sets when the next step is due; null when there is none. */
export const setNextStep = async (tx: Tx, id: number, at: Date | null): Promise<void> => {
  await tx.updateTable('solutions').set({ next_step_at: at }).where('id', '=', id).execute()
}

/** It stays open to a late yes. */
export const markSilent = async (tx: Tx, id: number): Promise<void> => {
  await tx
    .updateTable('solutions')
    .set({ silent_since: sql<Date>`now()`, next_step_at: null })
    .where('id', '=', id)
    .execute()
}

/** Proposals whose next step is due, longest due first. */
export const dueSolutions = async (db: Database, limit: number): Promise<number[]> => {
  const rows = await db
    .selectFrom('solutions')
    .select('id')
    .where('next_step_at', '<=', sql<Date>`now()`)
    .orderBy('next_step_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
