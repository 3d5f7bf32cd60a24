import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { calendarExists } from '../queries/calendars.ts'

/** @throws platform.invalid for a calendar that is none; null and undefined choose none */
export const refuseCalendar = async (tx: Tx, calendarId: number | null | undefined): Promise<void> => {
  if (calendarId === null || calendarId === undefined || (await calendarExists(tx, calendarId))) return
  throw platformErrors.invalid({ fields: [{ path: 'calendarId', message: 'is no calendar we know' }] })
}
