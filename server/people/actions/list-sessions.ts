import type { z } from 'zod'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { openSessions } from '../../platform/identity/sessions.ts'
import type { openSessionSchema } from '../contract.ts'
import { ownAccount } from './reauthenticate.ts'

/** Where somebody is signed in, the session used last first. */
export const listSessions = async (
  db: Database,
  actor: StaffActor,
): Promise<z.input<typeof openSessionSchema>[]> => {
  const { id } = await ownAccount(db, actor)
  return (await openSessions(db, id)).map((session) => ({
    id: session.id,
    current: session.id === actor.sessionId,
    createdAt: session.created_at.toISOString(),
    lastSeenAt: session.last_seen_at.toISOString(),
    ip: session.ip,
    userAgent: session.user_agent,
  }))
}
