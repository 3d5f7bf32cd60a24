import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { platformErrors } from '../contract/errors.ts'
import type { Permission } from '../contract/permission.ts'
import type { Database } from '../db/pool.ts'
import { type Actor, anonymous } from './actor.ts'

export interface Credential {
  readonly by: 'session' | 'token'
  readonly sha256: Buffer
}

/** Finds who stands behind a credential; null when it is unknown, revoked, expired or switched off. */
export type FindActor = (db: Database, credential: Credential) => Promise<Actor | null>

export interface Authenticated {
  readonly actor: Actor
  readonly byCookie: boolean
}
export type Authenticate = (request: FastifyRequest) => Promise<Authenticated>

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
}

export const sha256 = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** `__Host-` binds the cookie to this host over TLS; plain http (a desk on one's own machine) cannot use it. */
export const sessionCookieName = (baseUrl: string): string =>
  baseUrl.startsWith('https:') ? '__Host-regard' : 'regard'

const bearerOf = (request: FastifyRequest): string | null =>
  /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null

/** Remembers who a credential is for a moment; rights that change forget it at once. */
export class ActorCache {
  readonly #entries = new Map<string, { actor: Actor; until: number }>()

  get(key: string, now: number): Actor | null {
    const entry = this.#entries.get(key)
    return entry && entry.until > now ? entry.actor : null
  }

  set(key: string, actor: Actor, now: number): void {
    if (this.#entries.size > 10_000) this.#entries.clear()
    this.#entries.set(key, { actor, until: now + CACHE_MS })
  }

  /** Called when any session, token, member or role changed anywhere (NOTIFY regard_rights). */
  forget(): void {
    this.#entries.clear()
  }
}

// Short enough that a lost notification cannot keep a revoked session alive for long (T04, T11).
const CACHE_MS = 1_000

/**
 * Reads the session cookie or the bearer token of a request. Someone without either is anonymous;
 * someone with a wrong bearer token is refused, so that a script notices.
 */
export const createAuthenticate = (
  db: Database,
  baseUrl: string,
  findActor: FindActor,
  cache: ActorCache,
): Authenticate => {
  const cookieName = sessionCookieName(baseUrl)
  const find = async (credential: Credential): Promise<Actor | null> => {
    const key = `${credential.by}:${credential.sha256.toString('base64url')}`
    const known = cache.get(key, Date.now())
    if (known) return known
    const actor = await findActor(db, credential)
    if (actor) cache.set(key, actor, Date.now())
    return actor
  }
  return async (request) => {
    const bearer = bearerOf(request)
    if (bearer !== null) {
      const actor = await find({ by: 'token', sha256: sha256(bearer) })
      if (!actor) throw platformErrors.signInNeeded()
      return { actor, byCookie: false }
    }
    const cookie = request.cookies[cookieName]
    if (!cookie) return { actor: anonymous, byCookie: false }
    const actor = await find({ by: 'session', sha256: sha256(cookie) })
    return { actor: actor ?? anonymous, byCookie: true }
  }
}

/**
 * The first of two locks: may this kind of person use this route at all. The second, which rows they see,
 * is in every query.
 * @throws platform.sign-in-needed or platform.not-allowed
 */
export const mayKnock = (actor: Actor, permission: Permission): void => {
  if (permission.holders === 'anyone') return
  if (actor.kind === 'anonymous') throw platformErrors.signInNeeded()
  if (permission.holders === 'customer') {
    if (actor.kind !== 'customer') throw platformErrors.notAllowed()
    return
  }
  if (actor.kind !== 'staff' || !permission.holders.includes(actor.role)) throw platformErrors.notAllowed()
  if (actor.scopes !== null && !actor.scopes.includes(permission.name)) throw platformErrors.notAllowed()
}
