import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type changeOwnProfileSchema, peopleAnnouncements, type Staff, staffSchema } from '../contract.ts'
import { findStaff, lockStaff, updateStaff } from '../queries/staff.ts'

/** Changes one's own name, language, time zone or signature. */
export const changeProfile = async (
  tx: Tx,
  actor: StaffActor,
  ifMatch: number | null,
  change: z.output<typeof changeOwnProfileSchema>,
): Promise<Staff> => {
  const before = await lockStaff(tx, actor.staffId)
  if (!before) throw platformErrors.signInNeeded()
  requireVersion(ifMatch, staffSchema.parse(before))
  await updateStaff(tx, before.id, {
    name: change.name,
    time_zone: change.timeZone,
    locale: change.locale,
    signature: change.signature,
  })
  await announce(tx, peopleAnnouncements.staffChanged, {
    actor,
    objects: [{ type: 'staff', id: before.id }],
    attributes: { changed: Object.keys(change) },
  })
  return (await findStaff(tx, before.id)) ?? before
}
