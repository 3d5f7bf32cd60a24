import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'

// A desk tells every 20 s where it is; who was not heard of for this long has gone.
const GONE_AFTER = sql`interval '50 seconds'`

export type Doing = 'looking' | 'writing'

/** Notes where somebody is and what they do there. */
export const putPresence = async (tx: Tx, staffId: number, caseId: number, doing: Doing): Promise<void> => {
  await tx
    .insertInto('presences')
    .values({ staff_id: staffId, case_id: caseId, doing })
    .onConflict((conflict) =>
      conflict.columns(['staff_id', 'case_id']).doUpdateSet({ doing, seen_at: sql<Date>`now()` }),
    )
    .execute()
}

export const removePresence = async (tx: Tx, staffId: number, caseId: number): Promise<void> => {
  await tx.deleteFrom('presences').where('staff_id', '=', staffId).where('case_id', '=', caseId).execute()
}

/** Who is at a case now. The caller has found the case through the actor. */
export const presentAt = async (db: Database, caseId: number) => {
  const rows = await db
    .selectFrom('presences')
    .innerJoin('staff', 'staff.id', 'presences.staff_id')
    .select(['staff.id as staffId', 'staff.name', 'seen_at'])
    .select(sql<Doing>`doing`.as('doing'))
    .where('case_id', '=', caseId)
    .where(sql<boolean>`seen_at > now() - ${GONE_AFTER}`)
    .orderBy('staff.name')
    .execute()
  return rows.map(({ seen_at, ...row }) => ({ ...row, since: seen_at.toISOString() }))
}

/** Tells every open desk; nothing of this is kept. */
export const tellPresent = async (
  tx: Tx,
  presence: { staffId: number; name: string; caseId: number; doing: Doing | 'left' },
): Promise<void> => {
  await sql`select pg_notify('regard_presence', ${JSON.stringify(presence)})`.execute(tx)
}
