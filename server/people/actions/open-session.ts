import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { createSession, type Visitor } from '../../platform/identity/sessions.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements } from '../contract.ts'
import { actorOfSession } from '../queries/actors.ts'

export interface OpenedSession {
  /** What the cookie holds; nowhere else to be found. */
  readonly secret: string
  readonly accountId: number
  readonly actor: StaffActor
}

/**
 * Signs somebody in who has proved who they are. The session is new, and the one this browser held ends.
 * @throws platform.sign-in-needed when the person was switched off
 */
export const openSession = async (
  tx: Tx,
  accountId: number,
  visitor: Visitor,
  by: 'password' | 'totp' | 'recovery-code',
): Promise<OpenedSession> => {
  const { id, secret } = await createSession(tx, accountId, visitor)
  const actor = await actorOfSession(tx, id)
  if (!actor) throw platformErrors.signInNeeded()
  await announce(tx, peopleAnnouncements.signedIn, {
    actor,
    objects: [{ type: 'staff', id: actor.staffId }],
    attributes: { by },
  })
  return { secret, accountId, actor }
}
