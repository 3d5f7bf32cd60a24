import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Absence } from '../contract.ts'

const selectAbsences = (db: Database) =>
  db
    .selectFrom('absences')
    .innerJoin('staff as away', 'away.id', 'absences.staff_id')
    .innerJoin('staff as stand_in', 'stand_in.id', 'absences.stand_in_id')
    .select([
      'absences.id',
      'away.id as staffId',
      'away.name as name',
      'stand_in.id as standInId',
      'stand_in.name as standInName',
      'starts_at',
      'ends_at',
      'hand_over as handOver',
    ])

type Selected = Awaited<ReturnType<ReturnType<typeof selectAbsences>['executeTakeFirstOrThrow']>>

const toAbsence = ({
  staffId,
  name,
  standInId,
  standInName,
  starts_at,
  ends_at,
  ...rest
}: Selected): Absence => ({
  ...rest,
  staff: { id: staffId, name },
  standIn: { id: standInId, name: standInName },
  startsAt: starts_at.toISOString(),
  endsAt: ends_at.toISOString(),
})

/** Absences that last or will come, of everybody, soonest first. */
export const absencesFrom = async (db: Database, at: Date): Promise<Absence[]> =>
  (
    await selectAbsences(db)
      .where('ends_at', '>', at)
      .orderBy('starts_at')
      .orderBy('absences.id')
      .limit(1000)
      .execute()
  ).map(toAbsence)

export const findAbsence = async (db: Database, id: number): Promise<Absence | undefined> => {
  const row = await selectAbsences(db).where('absences.id', '=', id).executeTakeFirst()
  return row && toAbsence(row)
}

/** Whether somebody is away at an instant: until when, and who stands in for them. */
export const absenceAt = async (db: Database, staffId: number, at: Date): Promise<Absence | undefined> => {
  const row = await selectAbsences(db)
    .where('absences.staff_id', '=', staffId)
    .where('starts_at', '<=', at)
    .where('ends_at', '>', at)
    .orderBy('absences.id')
    .limit(1)
    .executeTakeFirst()
  return row && toAbsence(row)
}

/** Whether somebody is away at any time between two instants. */
export const isAwayBetween = async (tx: Tx, staffId: number, from: Date, to: Date): Promise<boolean> => {
  const row = await tx
    .selectFrom('absences')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('starts_at', '<', to)
    .where('ends_at', '>', from)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface NewAbsence {
  readonly staffId: number
  readonly standInId: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly handOver: boolean
  readonly toldBy: number
}

export const insertAbsence = async (tx: Tx, absence: NewAbsence): Promise<number> => {
  const { id } = await tx
    .insertInto('absences')
    .values({
      staff_id: absence.staffId,
      stand_in_id: absence.standInId,
      starts_at: absence.startsAt,
      ends_at: absence.endsAt,
      hand_over: absence.handOver,
      told_by: absence.toldBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Ends an absence at an instant; one that had not begun is as if it was never told. */
export const endAbsence = async (tx: Tx, id: number, at: Date): Promise<void> => {
  await tx.deleteFrom('absences').where('id', '=', id).where('starts_at', '>=', at).execute()
  await tx
    .updateTable('absences')
    .set({ ends_at: at })
    .where('id', '=', id)
    .where('ends_at', '>', at)
    .execute()
}

/** Of those who are away at an instant, the ones whose cases are to be offered to whoever stands in. */
export const handOverFromAbsences = (db: Database, at: Date) =>
  db
    .selectFrom('absences')
    .select(['staff_id as staffId', 'stand_in_id as standInId', 'starts_at as startsAt'])
    .where('starts_at', '<=', at)
    .where('ends_at', '>', at)
    .where('hand_over', '=', true)
    .orderBy('id')
    .execute()
