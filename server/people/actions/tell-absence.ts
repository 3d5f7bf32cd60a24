import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import { isLead } from '../../platform/contract/permission.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type Absence, type newAbsenceSchema, peopleAnnouncements, peopleErrors } from '../contract.ts'
import { findAbsence, insertAbsence, isAwayBetween } from '../queries/absences.ts'
import { lockStaff, staffExists } from '../queries/staff.ts'

/** Whether this person may say that somebody is away: of themselves, and as a lead of colleagues in their teams. */
export const mayTellFor = (actor: StaffActor, of: { id: number; teamIds: readonly number[] }): boolean =>
  of.id === actor.staffId ||
  (isLead(actor) && (actor.reach === 'all' || of.teamIds.some((id) => actor.teamIds.includes(id))))

/**
 * Writes down that somebody will be away and who stands in for them. What their teams receive meanwhile goes to
 * the stand-in; what they own they still own until it is handed over.
 * @throws platform.not-found for somebody who is not theirs to speak for, platform.invalid, people.already-away
 */
export const tellAbsence = async (
  tx: Tx,
  actor: StaffActor,
  { staffId = actor.staffId, standInId, handOver, ...times }: z.output<typeof newAbsenceSchema>,
): Promise<Absence> => {
  const [startsAt, endsAt] = [new Date(times.startsAt), new Date(times.endsAt)]
  const away = await lockStaff(tx, staffId)
  if (!away || away.switchedOffAt !== null || !mayTellFor(actor, away)) throw platformErrors.notFound()
  if (startsAt >= endsAt) throw invalid('endsAt', 'must be after the beginning')
  if (endsAt <= new Date()) throw invalid('endsAt', 'must be in the future')
  if (standInId === staffId) throw invalid('standInId', 'must be somebody else')
  if (!(await staffExists(tx, standInId)))
    throw invalid('standInId', 'must be somebody who works here and has signed in before')
  if (await isAwayBetween(tx, staffId, startsAt, endsAt)) throw peopleErrors.alreadyAway()
  const id = await insertAbsence(tx, {
    staffId,
    standInId,
    startsAt,
    endsAt,
    handOver,
    toldBy: actor.staffId,
  })
  await announce(tx, peopleAnnouncements.absenceTold, {
    actor,
    objects: [{ type: 'staff', id: staffId }],
    attributes: {
      absenceId: id,
      standInId,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    },
  })
  const told = await findAbsence(tx, id)
  if (!told) throw new Error('an absence vanished in its own transaction')
  return told
}

const invalid = (path: string, message: string) => platformErrors.invalid({ fields: [{ path, message }] })
