import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements } from '../contract.ts'

/** Tells that somebody's second step was turned on or off. */
export const announceSecondStep = (
  tx: Tx,
  actor: StaffActor,
  staffId: number,
  enabled: boolean,
): Promise<number> =>
  announce(tx, peopleAnnouncements.totpChanged, {
    actor,
    objects: [{ type: 'staff', id: staffId }],
    attributes: { enabled },
  })
