import { sql } from 'kysely'
import { alwaysOpen, endOfNextWorkingDay, teamHours } from '../../people/index.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { endOfNextWeekday } from '../rules/working-days.ts'

/** The zone in which a case's customer is told times: their own, else the desk's. */
export const zoneOfCase = async (db: Database, caseId: number): Promise<string> => {
  const { rows } = await sql<{ zone: string | null }>`
    select coalesce((select time_zone from customers where customers.id = cases.customer_id),
      (select time_zone from settings)) as zone
    from cases where cases.id = ${caseId}`.execute(db)
  return rows[0]?.zone ?? 'UTC'
}

/** Whether the message was said on this case and stands. */
export const isMessageOf = async (tx: Tx, caseId: number, messageId: number): Promise<boolean> => {
  const row = await tx
    .selectFrom('messages')
    .select('id')
    .where('id', '=', messageId)
    .where('case_id', '=', caseId)
    .where('delivery', 'is distinct from', 'taken-back')
    .executeTakeFirst()
  return row !== undefined
}

/**
 * When something is due that was promised without a time: the end of the next working day of the team (methods.md 3.12),
 * or of the next weekday in the customer's zone while the team has written down no hours.
 */
export const dueOtherwise = async (db: Database, caseId: number, now: Date): Promise<Date> => {
  const { team_id } = await db
    .selectFrom('cases')
    .select('team_id')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow()
  const hours = await teamHours(db, team_id)
  const end = hours === alwaysOpen ? null : endOfNextWorkingDay(hours, now)
  return end ?? endOfNextWeekday(now, await zoneOfCase(db, caseId))
}
