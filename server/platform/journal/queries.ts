import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../db/pool.ts'
import type { JournalEvent } from './event.ts'

const objectsSchema = z.array(
  z.object({ type: z.string(), id: z.number(), qualifier: z.string().optional() }),
)

const columns = [
  'seq',
  'xid',
  'type',
  'time',
  'recorded_at',
  'actor_kind',
  'actor_id',
  'case_id',
  'objects',
  'attributes',
] as const

interface JournalRow {
  seq: number
  type: string
  time: Date
  recorded_at: Date
  actor_kind: string
  actor_id: number | null
  case_id: number | null
  objects: unknown
  attributes: unknown
}

const toEvent = (row: JournalRow): JournalEvent<unknown> => ({
  seq: row.seq,
  type: row.type,
  time: row.time,
  recordedAt: row.recorded_at,
  actor: { kind: row.actor_kind, id: row.actor_id },
  caseId: row.case_id,
  objects: objectsSchema.parse(row.objects),
  attributes: row.attributes,
})

/** One event by its number. @throws when there is none: a reaction was queued for a row that must exist. */
export const eventBySeq = async (db: Database, seq: number): Promise<JournalEvent<unknown>> =>
  toEvent(await db.selectFrom('journal').select(columns).where('seq', '=', seq).executeTakeFirstOrThrow())

/** Where a reader of the journal stands. `xid` counts transactions, `seq` rows within them. */
export interface JournalPosition {
  readonly xid: string
  readonly seq: number
}

export interface PlacedEvent extends JournalEvent<unknown> {
  readonly position: JournalPosition
}

/**
 * Up to `limit` events after `position`, in (xid, seq) order, read only below the oldest transaction still
 * running: whatever commits later has a higher xid, so a reader that moves on misses nothing.
 */
export const eventsAfter = async (
  db: Database,
  position: JournalPosition,
  limit: number,
): Promise<PlacedEvent[]> => {
  const rows = await db
    .selectFrom('journal')
    .select(columns)
    .where(sql<boolean>`(xid, seq) > (${position.xid}::xid8, ${position.seq}::bigint)`)
    .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
    .orderBy('xid')
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...toEvent(row), position: { xid: String(row.xid), seq: row.seq } }))
}

/** The position before which everything is final: where a reader without a past begins. */
export const journalHead = async (db: Database): Promise<JournalPosition> => {
  const { rows } = await sql<{
    xid: string
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(db)
  return { xid: rows[0]?.xid ?? '0', seq: 0 }
}

/** Events of one case, oldest first, for its timeline. The caller has found the case through the actor. */
export const eventsOfCase = async (
  db: Database,
  caseId: number,
  limit: number,
): Promise<JournalEvent<unknown>[]> => {
  const rows = await db
    .selectFrom('journal')
    .select(columns)
    .where('case_id', '=', caseId)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse().map(toEvent)
}
