import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  type changeStaffSchema,
  peopleAnnouncements,
  peopleErrors,
  type Staff,
  staffSchema,
} from '../contract.ts'
import {
  findStaff,
  lockAdmins,
  lockStaff,
  type StaffRow,
  setSwitchedOff,
  updateStaff,
} from '../queries/staff.ts'
import { setTeamsOf, teamsLedBy } from '../queries/teams.ts'
import { changeEmail } from './change-email.ts'
import { refuseUnknownTeams } from './refuse-unknown-teams.ts'
import { switchOff } from './switch-off.ts'

type Change = z.output<typeof changeStaffSchema>

/**
 * Changes somebody's address, role, reach or teams, or switches them off or on again. It holds from their next request.
 * @throws people.email-taken, people.last-admin, people.still-on-duty, people.still-owns-cases
 */
export const changeStaff = async (
  tx: Tx,
  actor: StaffActor,
  staffId: number,
  ifMatch: number | null,
  change: Change,
): Promise<Staff> => {
  const admins = await lockAdmins(tx)
  const before = await lockStaff(tx, staffId)
  if (!before) throw platformErrors.notFound()
  requireVersion(ifMatch, staffSchema.parse(before))
  if (admins.length === 1 && admins[0] === staffId && endsAdministration(change))
    throw peopleErrors.lastAdmin()
  if (change.switchedOff !== undefined) await switchTo(tx, before, change.switchedOff)
  if (change.email !== undefined) await changeEmail(tx, actor, before, change.email)
  if (change.teamIds !== undefined) await changeTeams(tx, before, change.teamIds)
  await updateStaff(tx, staffId, { name: change.name, role: change.role, reach: change.reach })
  await announce(tx, peopleAnnouncements.staffChanged, {
    actor,
    objects: [{ type: 'staff', id: staffId }],
    attributes: { changed: Object.keys(change) },
  })
  return (await findStaff(tx, staffId)) ?? before
}

const endsAdministration = ({ role, switchedOff }: Change): boolean =>
  switchedOff === true || (role !== undefined && role !== 'admin')

const switchTo = async (tx: Tx, before: StaffRow, off: boolean): Promise<void> => {
  if (off === (before.switchedOffAt !== null)) return
  if (off) await switchOff(tx, before)
  else await setSwitchedOff(tx, before, false)
}

const changeTeams = async (tx: Tx, before: StaffRow, teamIds: readonly number[]): Promise<void> => {
  await refuseUnknownTeams(tx, teamIds)
  const led = await teamsLedBy(tx, before.id)
  if (led.some((id) => !teamIds.includes(id))) throw peopleErrors.stillOnDuty()
  await setTeamsOf(tx, before.id, teamIds)
}
