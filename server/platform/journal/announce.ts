import { sql } from 'kysely'
import type { z } from 'zod'
import type { Announcement, EventObject } from '../contract/announcement.ts'
import { beforeCommit, type Tx } from '../db/transaction.ts'
import { type Actor, actorId } from '../identity/actor.ts'
import { REACT, reactionsTo } from './reactions.ts'

export interface Occurrence<A extends z.ZodType> {
  readonly actor: Actor
  /** The case it happened to: decides who may see it live. */
  readonly caseId?: number
  readonly objects: readonly EventObject[]
  readonly attributes: z.input<A>
  /** When it happened; now when left out. `recorded_at` always tells when we heard of it. */
  readonly time?: Date
}

const announced = new WeakMap<Tx, Set<string>>()

const noteType = (tx: Tx, type: string): void => {
  const types = announced.get(tx) ?? new Set()
  if (types.size === 0) beforeCommit(tx, () => tellReactions(tx, types))
  announced.set(tx, types.add(type))
}

/**
 * Writes down that something happened, in the transaction in which it happened: one journal row, and before the
 * commit one job for the reactions to all that happened to a case, and one NOTIFY that carries no content
 * (architecture.md section 3).
 * @returns the journal row's `seq`
 */
export const announce = async <A extends z.ZodType>(
  tx: Tx,
  announcement: Announcement<A>,
  { actor, caseId, objects, attributes, time }: Occurrence<A>,
): Promise<number> => {
  noteType(tx, announcement.type)
  const { seq } = await tx
    .insertInto('journal')
    .values({
      type: announcement.type,
      time: time ?? sql<Date>`now()`,
      actor_kind: actor.kind,
      actor_id: actorId(actor),
      source: actor.kind === 'system' ? actor.name : 'desk',
      case_id: caseId ?? null,
      objects: JSON.stringify(objects),
      attributes: JSON.stringify(announcement.attributes.parse(attributes)),
    })
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

/**
 * Queues what is to hear of a transaction's announcements, read from their rows: what a part of it announced and took
 * back is not among them. Reactions to one case would wait for each other's lock on it, so one job does them in turn.
 */
const tellReactions = async (tx: Tx, types: ReadonlySet<string>): Promise<void> => {
  const names = [...types].map((type) => [type, reactionsTo(type)] as const)
  const reactions = JSON.stringify(Object.fromEntries(names.filter(([, to]) => to.length > 0)))
  await sql`
    select pg_notify('regard_journal', ''), count(job) from (
      select graphile_worker.add_job(${REACT}, heard, max_attempts => 25) as job from (
        select json_agg(json_build_object('seq', seq, 'reactions', ${reactions}::jsonb -> type) order by seq) as heard
        from journal where xid = pg_current_xact_id() and ${reactions}::jsonb ? type group by case_id) as by_case
    ) as queued`.execute(tx)
}
