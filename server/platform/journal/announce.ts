import { sql } from 'kysely'
import type { z } from 'zod'
import type { Announcement, EventObject } from '../contract/announcement.ts'
import type { Tx } from '../db/transaction.ts'
import { type Actor, actorId } from '../identity/actor.ts'
import { reactionsTo } from './reactions.ts'

export interface Occurrence<A extends z.ZodType> {
  readonly actor: Actor
  /** The case it happened to: decides who may see it live. */
  readonly caseId?: number
  readonly objects: readonly EventObject[]
  readonly attributes: z.input<A>
  /** When it happened; now when left out. `recorded_at` always tells when we heard of it. */
  readonly time?: Date
}

/**
 * Writes down that something happened, in the transaction in which it happened: one journal row, one job
 * for each reaction, one NOTIFY that carries no content (architecture.md section 3).
 * @returns the journal row's `seq`
 */
export const announce = async <A extends z.ZodType>(
  tx: Tx,
  announcement: Announcement<A>,
  { actor, caseId, objects, attributes, time }: Occurrence<A>,
): Promise<number> => {
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
  for (const job of reactionsTo(announcement.type)) {
    await sql`select graphile_worker.add_job(${job}, ${JSON.stringify({ seq })}::json, max_attempts => 25)`.execute(
      tx,
    )
  }
  await sql`select pg_notify('regard_journal', '')`.execute(tx)
  return seq
}
