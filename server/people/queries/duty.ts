import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { DutyTurn, Rota } from '../contract.ts'

/**
 * The person accountable for what the team receives at an instant, before anyone takes it: by the rota, else the
 * team's duty lead; whoever stands in when that person is away; and when nobody of all these is here, the team's
 * duty lead all the same. Undefined only for an unknown team. They cannot be switched off until this transaction
 * ends.
 */
export const dutyLeadOf = async (
  tx: Tx,
  teamId: number,
  at: Date = new Date(),
): Promise<number | undefined> => {
  const row = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', sql<number>`who_is_on_duty(${teamId}, ${at})`)
    .forKeyShare()
    .executeTakeFirst()
  return row?.id
}

/**
 * This person while they are here, else whoever stands in for them; undefined when nobody of them is. They cannot be
 * switched off until this transaction ends.
 */
export const personOrStandIn = async (
  tx: Tx,
  staffId: number,
  at: Date = new Date(),
): Promise<number | undefined> => {
  const row = await tx
    .selectFrom('staff')
    .select('id')
    .where('id', '=', sql<number>`who_stands_in(${staffId}, ${at})`)
    .forKeyShare()
    .executeTakeFirst()
  return row?.id
}

/** The turns of every team by its name, and who is on duty in each at an instant. */
export const allRotas = async (db: Database, at: Date = new Date()): Promise<Rota[]> =>
  db
    .selectFrom('teams')
    .select(['teams.id as teamId', 'teams.name', 'teams.duty_lead_id as dutyLeadId', 'teams.version'])
    .select([
      sql<string>`coalesce(time_zone, (select time_zone from settings), 'UTC')`.as('timeZone'),
      sql<number>`who_is_on_duty(teams.id, ${at})`.as('onDutyId'),
      sql<DutyTurn[]>`coalesce((
        select json_agg(json_build_object('staffId', staff_id, 'weekday', weekday, 'fromMinute', from_minute,
          'toMinute', to_minute) order by weekday, from_minute, id)
        from duty_turns where team_id = teams.id), '[]')`.as('turns'),
    ])
    .orderBy(sql`lower(teams.name)`)
    .orderBy('teams.id')
    .execute()

/** Writes all turns of a locked team anew and counts its version up. */
export const setRota = async (
  tx: Tx,
  teamId: number,
  timeZone: string,
  turns: readonly DutyTurn[],
): Promise<void> => {
  await tx.deleteFrom('duty_turns').where('team_id', '=', teamId).execute()
  const rows = turns.map((turn) => ({
    team_id: teamId,
    staff_id: turn.staffId,
    weekday: turn.weekday,
    from_minute: turn.fromMinute,
    to_minute: turn.toMinute,
  }))
  if (rows.length > 0) await tx.insertInto('duty_turns').values(rows).execute()
  await tx
    .updateTable('teams')
    .set({ time_zone: timeZone, version: sql`version + 1` })
    .where('id', '=', teamId)
    .execute()
}

/** Takes somebody who leaves out of all turns. */
export const endTurnsOf = async (tx: Tx, staffId: number): Promise<void> => {
  await tx.deleteFrom('duty_turns').where('staff_id', '=', staffId).execute()
}
