import { platformErrors } from '../../platform/contract/errors.ts'
import { brokenConstraint } from '../../platform/db/constraint.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { deleteCalendar, lockCalendar } from '../queries/calendars.ts'

/** Removes a calendar by which nothing is or was reckoned. @throws people.calendar-in-use */
export const removeCalendar = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  const calendar = await lockCalendar(tx, id)
  if (!calendar) throw platformErrors.notFound()
  await deleteCalendar(tx, id).catch((error: unknown) => {
    throw brokenConstraint(error) === null ? error : peopleErrors.calendarInUse()
  })
  await announce(tx, peopleAnnouncements.hoursChanged, {
    actor,
    objects: [{ type: 'calendar', id, qualifier: 'removed' }],
    attributes: { name: calendar.name },
  })
}
