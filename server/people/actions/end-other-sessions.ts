import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { revokeSessions } from '../../platform/identity/sessions.ts'
import { announceEnd } from './end-session.ts'
import { ownAccount } from './reauthenticate.ts'

/** Signs all of one's own sessions out but this one. */
export const endOtherSessions = async (tx: Tx, actor: StaffActor): Promise<void> => {
  const { id: accountId } = await ownAccount(tx, actor)
  const count = await revokeSessions(tx, { accountId, except: actor.sessionId })
  if (count > 0) await announceEnd(tx, actor, count)
}
