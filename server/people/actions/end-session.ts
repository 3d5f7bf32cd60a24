import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { revokeSessions } from '../../platform/identity/sessions.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements } from '../contract.ts'
import { ownAccount } from './reauthenticate.ts'

/** Signs one of one's own sessions out. @throws platform.not-found, also for somebody else's */
export const endSession = async (tx: Tx, actor: StaffActor, sessionId: number): Promise<void> => {
  const { id: accountId } = await ownAccount(tx, actor)
  const count = await revokeSessions(tx, { accountId, id: sessionId })
  if (count === 0) throw platformErrors.notFound()
  await announceEnd(tx, actor, count)
}

/** Tells that `count` sessions of one's own were ended. */
export const announceEnd = (tx: Tx, actor: StaffActor, count: number): Promise<number> =>
  announce(tx, peopleAnnouncements.sessionRevoked, {
    actor,
    objects: [{ type: 'staff', id: actor.staffId }],
    attributes: { count },
  })
