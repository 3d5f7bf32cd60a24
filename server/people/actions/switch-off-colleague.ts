import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { lockAdmins, lockStaff, type StaffRow, updateStaff } from '../queries/staff.ts'
import { teamsLedBy } from '../queries/teams.ts'
import { switchOff } from './switch-off.ts'

/**
 * Somebody who is about to leave, locked: nobody gives them work until this transaction ends.
 * @throws platform.not-found, people.last-admin, people.still-on-duty while leaving would take something with it
 */
export const refuseLeaving = async (tx: Tx, staffId: number): Promise<StaffRow> => {
  const admins = await lockAdmins(tx)
  const staff = await lockStaff(tx, staffId)
  if (!staff) throw platformErrors.notFound()
  if (admins.length === 1 && admins[0] === staffId) throw peopleErrors.lastAdmin()
  if ((await teamsLedBy(tx, staffId)).length > 0) throw peopleErrors.stillOnDuty()
  return staff
}

/**
 * Switches somebody off, for a room that has handed over what rested on them.
 * @throws like `refuseLeaving`, and what the checks of other rooms throw
 */
export const switchOffColleague = async (tx: Tx, actor: Actor, staffId: number): Promise<void> => {
  const staff = await refuseLeaving(tx, staffId)
  if (staff.switchedOffAt !== null) return
  await switchOff(tx, staff)
  await updateStaff(tx, staffId, {})
  await announce(tx, peopleAnnouncements.staffChanged, {
    actor,
    objects: [{ type: 'staff', id: staffId }],
    attributes: { changed: ['switchedOff'] },
  })
}
