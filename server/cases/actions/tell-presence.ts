import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { presenceSchema } from '../contract.ts'
import { putPresence, removePresence, tellPresent } from '../queries/presence.ts'
import { nameOfStaff } from '../queries/staff-names.ts'
import { caseForActor } from '../queries/visibility.ts'

/**
 * Shows colleagues who may see the case that somebody looks at it, writes, or has left.
 * @throws platform.not-found
 */
export const tellPresence = async (
  tx: Tx,
  actor: StaffActor,
  { caseId, doing }: z.output<typeof presenceSchema>,
): Promise<void> => {
  const { staffId } = actor
  await caseForActor(tx, actor, caseId)
  if (doing === 'left') await removePresence(tx, staffId, caseId)
  else await putPresence(tx, staffId, caseId, doing)
  await tellPresent(tx, { staffId, name: await nameOfStaff(tx, staffId), caseId, doing })
}
