import { type LockedCase, staffSees } from '../../cases/index.ts'
import { absenceAt, dutyLeadOf, findStaff, findTeam, staffExists } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { type NewHandOff, ownershipErrors } from '../contract.ts'
import { isLeaving } from './leavings.ts'

export interface Receiver {
  readonly staffId: number
  readonly teamId: number
}

/**
 * Who is to answer: the person named, or of a team whoever is on duty there. They cannot be switched off until
 * this transaction ends.
 * @throws platform.not-found, platform.invalid when nobody is named; ownership.to-owner, not-here, away with the
 * stand-in, no-rights
 */
export const findReceiver = async (
  tx: Tx,
  row: LockedCase,
  { toStaffId, toTeamId }: Pick<NewHandOff, 'toStaffId' | 'toTeamId'>,
): Promise<Receiver> => {
  const team = toTeamId === undefined ? undefined : await findTeam(tx, toTeamId)
  if (toTeamId !== undefined && !team) throw platformErrors.notFound()
  const onDuty = toTeamId === undefined ? undefined : await dutyLeadOf(tx, toTeamId)
  const staffId = toStaffId ?? onDuty
  if (staffId === undefined)
    throw platformErrors.invalid({ fields: [{ path: 'toStaffId', message: 'name a person or a team' }] })
  const person = await findStaff(tx, staffId)
  if (!person) throw platformErrors.notFound()
  if (staffId === row.owner_id) throw ownershipErrors.toOwner()
  if (!(await staffExists(tx, staffId)) || (await isLeaving(tx, staffId))) throw ownershipErrors.notHere()
  // Whoever is on duty although everybody is away is the last one there is.
  if (staffId !== onDuty) await refuseAbsent(tx, staffId)
  const joins = team?.memberIds.includes(staffId) ?? false
  if (!joins && staffId !== onDuty && !(await staffSees(tx, staffId, row.id)))
    throw ownershipErrors.noRights({ teamIds: person.teamIds })
  return { staffId, teamId: toTeamId ?? row.team_id }
}

const refuseAbsent = async (tx: Tx, staffId: number): Promise<void> => {
  const absence = await absenceAt(tx, staffId, new Date())
  if (!absence) return
  const { staff, standIn, endsAt } = absence
  throw ownershipErrors.away({
    ...{ standIn, endsAt },
    detail: `${staff.name} is away until ${endsAt.slice(0, 10)}. ${standIn.name} stands in for them.`,
  })
}
