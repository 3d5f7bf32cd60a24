import { type RawBuilder, sql } from 'kysely'
import { visibleCases } from '../../cases/index.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { type Answer, type Condition, conditionSchema, type NewAnswer } from '../contract.ts'
import type { Trigger } from '../rules/timeliness.ts'

export interface EscalationRow {
  readonly id: number
  /** Where it fired; the case may have been merged into another one since. */
  readonly caseId: number
  readonly condition: Condition
  readonly advice: string
  readonly said: string
  readonly happenedAt: Date
  readonly askedAt: Date
  readonly asked: { readonly id: number; readonly name: string }
  readonly answeredBy: { readonly id: number; readonly name: string } | null
  readonly answeredAt: Date | null
  readonly answer: Answer | null
  readonly words: string
}

/** A case and all that were merged into it: one need. */
export const needOf = (caseId: number): RawBuilder<unknown> => sql`(with recursive need (id) as (
  select ${caseId}::bigint union select cases.id from cases join need on cases.merged_into_id = need.id)
  select id from need)`

const select = async (db: Database, rest: RawBuilder<unknown>): Promise<EscalationRow[]> => {
  const { rows } = await sql<EscalationRow>`
    select e.id, case_id as "caseId", condition, advice, said, happened_at as "happenedAt", asked_at as "askedAt",
      json_build_object('id', a.id, 'name', a.name) as asked,
      case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end as "answeredBy",
      answered_at as "answeredAt", answer, answer_words as words
    from escalations e join staff a on a.id = asked_id left join staff b on b.id = answered_by
    ${rest}`.execute(db)
  return rows.map((row) => ({ ...row, condition: conditionSchema.parse(row.condition) }))
}

/** Everything that fired on a need, oldest first. The caller has found the case through the actor. */
export const escalationsOf = (db: Database, caseId: number): Promise<EscalationRow[]> =>
  select(db, sql`where case_id in ${needOf(caseId)} order by asked_at, e.id`)

/** Whoever asks; the caller makes sure that the reader sees its case. */
export const unsafeEscalation = async (db: Database, id: number): Promise<EscalationRow | undefined> =>
  (await select(db, sql`where e.id = ${id}`))[0]

/** Of these guidelines, those that have not fired on this need. */
export const notFired = async (
  tx: Tx,
  caseId: number,
  guidelineIds: readonly number[],
): Promise<Set<number>> => {
  const { rows } = await sql<{ id: number }>`
    select id from unnest(${[...guidelineIds]}::bigint[]) as asked (id)
    where not exists (select from escalations where guideline_id = asked.id and case_id in ${needOf(caseId)})`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Whether somebody looks after it already that the customer asks for a manager, or did when they asked in this message. */
export const isManagerAsked = async (tx: Tx, caseId: number, messageId: number): Promise<boolean> => {
  const { rows } =
    await sql`select from escalations where kind = 'manager-asked' and case_id in ${needOf(caseId)}
    and (answered_at is null or message_id = ${messageId}) limit 1`.execute(tx)
  return rows.length > 0
}

export interface Firing {
  readonly caseId: number
  /** Null where the customer asked for a manager and no guideline says whom that calls. */
  readonly guidelineId: number | null
  readonly condition: Condition
  readonly advice: string
  readonly messageId: number | null
  readonly said: string
  readonly happenedAt: Date
  readonly askedId: number
}

/** @returns its id; undefined when it fired already */
export const insertEscalation = async (tx: Tx, firing: Firing): Promise<number | undefined> => {
  const row = await tx
    .insertInto('escalations')
    .values({
      case_id: firing.caseId,
      guideline_id: firing.guidelineId,
      condition: JSON.stringify(firing.condition),
      advice: firing.advice,
      message_id: firing.messageId,
      said: firing.said,
      happened_at: firing.happenedAt,
      asked_id: firing.askedId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Answers everything on a need that asks somebody. @returns what was still open */
export const writeAnswer = async (
  tx: Tx,
  caseId: number,
  askedId: number,
  { staffId, answer, words }: NewAnswer & { readonly staffId: number },
): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    update escalations set answer = ${answer}, answer_words = ${words}, answered_by = ${staffId}, answered_at = now()
    where asked_id = ${askedId} and answered_at is null and case_id in ${needOf(caseId)}
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Asks somebody else from now on. */
export const askInstead = async (tx: Tx, id: number, askedId: number): Promise<void> => {
  await tx.updateTable('escalations').set({ asked_id: askedId }).where('id', '=', id).execute()
}

/** What somebody still has to answer. */
export const openOf = (tx: Tx, staffId: number): Promise<EscalationRow[]> =>
  select(tx, sql`where asked_id = ${staffId} and answered_at is null order by case_id, e.id`)

/** At most so many triggers stand for a measure: the newest ones. */
const MOST_TRIGGERS = 10_000

/** What fired since an instant on cases that this person sees, newest first. */
export const triggersSince = async (db: Database, actor: StaffActor, since: Date): Promise<Trigger[]> => {
  const { rows } = await sql<Trigger>`select happened_at as "happenedAt", answered_at as "answeredAt"
    from escalations join cases on cases.id = case_id
    where happened_at >= ${since} and ${visibleCases(actor)}
    order by happened_at desc, escalations.id desc limit ${MOST_TRIGGERS}`.execute(db)
  return rows
}
