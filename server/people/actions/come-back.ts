import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements } from '../contract.ts'
import { endAbsence, findAbsence } from '../queries/absences.ts'
import { lockStaff } from '../queries/staff.ts'
import { mayTellFor } from './tell-absence.ts'

/** Somebody is back, or will not be away after all. @throws platform.not-found when it is not theirs to say */
export const comeBack = async (tx: Tx, actor: StaffActor, absenceId: number): Promise<void> => {
  const absence = await findAbsence(tx, absenceId)
  const away = absence && (await lockStaff(tx, absence.staff.id))
  if (!away || !mayTellFor(actor, away)) throw platformErrors.notFound()
  await endAbsence(tx, absenceId, new Date())
  await announce(tx, peopleAnnouncements.absenceEnded, {
    actor,
    objects: [{ type: 'staff', id: away.id }],
    attributes: { absenceId },
  })
}
