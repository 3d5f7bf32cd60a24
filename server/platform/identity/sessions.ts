import { type SqlBool, sql } from 'kysely'
import type { Database } from '../db/pool.ts'
import type { Tx } from '../db/transaction.ts'
import { sha256 } from './authenticate.ts'
import { sessionLife } from './lifetimes.ts'
import { newSecret } from './tokens.ts'

/** Where a session was opened from, to recognise it in the list of one's own sessions. */
export interface Visitor {
  readonly ip: string | null
  readonly userAgent: string
  /** The secret of the session this browser held before, if any. */
  readonly formerSecret: string | null
  /** What `setBrowserCookie` left in this browser, unchecked. */
  readonly browserMark: string | null
}

/** True for a row of `sessions` as `s` that still opens the desk: idle and absolute limit, not revoked. */
export const sessionIsLive = sql<SqlBool>`s.revoked_at is null and s.expires_at > now()
  and s.last_seen_at > now() - make_interval(hours => ${sql.lit(sessionLife.idleHours)})`

/** Opens a session with a new secret and ends the one this browser held before, so that none can be fixed. */
export const createSession = async (
  tx: Tx,
  accountId: number,
  { ip, userAgent, formerSecret }: Visitor,
): Promise<{ id: number; secret: string }> => {
  if (formerSecret !== null) await revokeSessions(tx, { secret: formerSecret })
  const secret = newSecret()
  const { id } = await tx
    .insertInto('sessions')
    .values({
      account_id: accountId,
      token_sha256: sha256(secret),
      expires_at: sql`now() + make_interval(days => ${sql.lit(sessionLife.absoluteDays)})`,
      ip,
      user_agent: userAgent.slice(0, 300),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, secret }
}

/** Which sessions to end. */
export type SessionChoice =
  | { readonly secret: string }
  | { readonly accountId: number; readonly id: number }
  | { readonly accountId: number; readonly except: number | null }

/** Ends sessions at once, everywhere. @returns how many were open. */
export const revokeSessions = async (tx: Tx, choice: SessionChoice): Promise<number> => {
  let open = tx.updateTable('sessions').set({ revoked_at: sql`now()` }).where('revoked_at', 'is', null)
  if ('secret' in choice) open = open.where('token_sha256', '=', sha256(choice.secret))
  else {
    open = open.where('account_id', '=', choice.accountId)
    if ('id' in choice) open = open.where('id', '=', choice.id)
    else if (choice.except !== null) open = open.where('id', '!=', choice.except)
  }
  return Number((await open.executeTakeFirst()).numUpdatedRows)
}

/** The open sessions of an account, the one used last first. */
export const openSessions = (db: Database, accountId: number) =>
  db
    .selectFrom('sessions as s')
    .select(['s.id', 's.created_at', 's.last_seen_at', 's.ip', 's.user_agent'])
    .where('s.account_id', '=', accountId)
    .where(sessionIsLive)
    .orderBy('s.last_seen_at', 'desc')
    .orderBy('s.id', 'desc')
    .execute()
