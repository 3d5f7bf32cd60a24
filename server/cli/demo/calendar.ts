import { newCalendarSchema } from '../../people/contract.ts'
import { makeCalendar } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { timeZone } from './company.ts'

/** The open hours of the company. @returns the calendar's id */
export const openHours = async (tx: Tx, admin: StaffActor): Promise<number> => {
  const [day, saturday] = [[{ from: '08:00', to: '18:00' }], [{ from: '09:00', to: '13:00' }]]
  const year = new Date().getUTCFullYear()
  const calendar = newCalendarSchema.parse({
    name: 'Office hours',
    week: { timeZone, days: [day, day, day, day, day, saturday, []] },
    holidays: [
      { day: `${year}-12-25`, name: 'Christmas Day' },
      { day: `${year}-12-26`, name: 'Boxing Day' },
      { day: `${year}-12-31`, name: 'New Year’s Eve', open: [{ from: '09:00', to: '12:00' }] },
      { day: `${year + 1}-01-01`, name: 'New Year’s Day' },
    ],
  })
  return (await makeCalendar(tx, admin, calendar)).id
}
