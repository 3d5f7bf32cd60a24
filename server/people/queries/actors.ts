import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Reach, Role } from '../../platform/contract/permission.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { FindActor } from '../../platform/identity/authenticate.ts'
import { sessionIsLive } from '../../platform/identity/sessions.ts'

interface Found {
  id: number
  staffId: number
  role: Role
  reach: Reach
  teamIds: number[]
  scopes: string[] | null
  /** Not seen for a minute: worth a write, away from the request. */
  stale: boolean
}

type Condition = RawBuilder<SqlBool>

const person = sql`st.id as "staffId", st.role, st.reach,
  array(select team_id from team_members where staff_id = st.id order by team_id) as "teamIds"`

const behind = sql`join accounts a on a.id = account_id and a.disabled_at is null
  join staff st on st.account_id = a.id and st.switched_off_at is null`

const ofSession = async (db: Database, condition: Condition): Promise<Found | undefined> => {
  const { rows } = await sql<Found>`select s.id, ${person}, null as scopes,
    s.last_seen_at < now() - interval '1 minute' as stale
    from sessions s ${behind} where ${condition} and ${sessionIsLive}`.execute(db)
  return rows[0]
}

const ofToken = async (db: Database, condition: Condition): Promise<Found | undefined> => {
  const { rows } = await sql<Found>`select t.id, ${person}, t.scopes,
    coalesce(t.last_used_at < now() - interval '1 minute', true) as stale
    from api_tokens t ${behind} where ${condition}
    and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())`.execute(db)
  return rows[0]
}

const actorOf = (by: 'session' | 'token', found: Found): StaffActor => ({
  kind: 'staff',
  staffId: found.staffId,
  role: found.role,
  reach: found.reach,
  teamIds: found.teamIds,
  sessionId: by === 'session' ? found.id : null,
  tokenId: by === 'token' ? found.id : null,
  scopes: found.scopes,
})

const noteUse = (db: Database, by: 'session' | 'token', id: number): void => {
  const write =
    by === 'session'
      ? sql`update sessions set last_seen_at = now()
          where id = ${id} and last_seen_at < now() - interval '1 minute'`
      : sql`update api_tokens set last_used_at = now() where id = ${id}`
  // Nobody waits for it, and a lost one costs nothing: the next request writes it.
  void write.execute(db).catch(() => undefined)
}

/** Who stands behind a session or token, in one statement; null when it opens nothing any more. */
export const findActor: FindActor = async (db, { by, sha256 }) => {
  const found =
    by === 'session'
      ? await ofSession(db, sql`s.token_sha256 = ${sha256}`)
      : await ofToken(db, sql`t.token_sha256 = ${sha256}`)
  if (!found) return null
  if (found.stale) noteUse(db, by, found.id)
  return actorOf(by, found)
}

/** The actor of a session just opened. */
export const actorOfSession = async (db: Database, sessionId: number): Promise<StaffActor | null> => {
  const found = await ofSession(db, sql`s.id = ${sessionId}`)
  return found ? actorOf('session', found) : null
}

/**
 * Somebody as of now, for what is done in their name without a request of theirs (their promised words to a
 * customer); null when they no longer work here. Whoever calls has made sure that they asked for it.
 */
export const unsafeActorOf = async (db: Database, staffId: number): Promise<StaffActor | null> => {
  const { rows } = await sql<Omit<Found, 'id' | 'scopes' | 'stale'>>`select ${person} from staff st
    where st.id = ${staffId} and st.switched_off_at is null`.execute(db)
  const [found] = rows
  return found ? { kind: 'staff', ...found, sessionId: null, tokenId: null, scopes: null } : null
}

/** The same person by the same credential as of now; null when it opens nothing any more. */
export const recheckActor = async (db: Database, actor: StaffActor): Promise<StaffActor | null> => {
  if (actor.sessionId !== null) return actorOfSession(db, actor.sessionId)
  const found = await ofToken(db, sql`t.id = ${actor.tokenId}`)
  return found ? actorOf('token', found) : null
}
