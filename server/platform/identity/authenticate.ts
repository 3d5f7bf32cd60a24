import { hash } from 'node:crypto'
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
/** Answers at once when it remembers who that is. */
export type Authenticate = (request: FastifyRequest) => Authenticated | Promise<Authenticated>

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
}

export const sha256 = (secret: string): Buffer => hash('sha256', secret, 'buffer')

/** `__Host-` binds the cookie to this host over TLS; plain http (a desk on one's own machine) cannot use it. */
export const sessionCookieName = (baseUrl: string): string =>
  baseUrl.startsWith('https:') ? '__Host-regard' : 'regard'

/** A cookie of the request; undefined when it brought none of that name. */
export const cookieOf = (request: FastifyRequest, name: string): string | undefined =>
  request.headers.cookie === undefined ? undefined : request.server.parseCookie(request.headers.cookie)[name]

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
  const knownAs = (by: Credential['by'], secret: string) => {
    const key = `${by}:${hash('sha256', secret, 'base64url')}`
    return { key, actor: cache.get(key, Date.now()) }
  }
  const find = async (by: Credential['by'], secret: string, key: string): Promise<Actor | null> => {
    const actor = await findActor(db, { by, sha256: sha256(secret) })
    if (actor) cache.set(key, actor, Date.now())
    return actor
  }
  const byToken = (bearer: string): Authenticated | Promise<Authenticated> => {
    const { key, actor } = knownAs('token', bearer)
    if (actor) return { actor, byCookie: false }
    return find('token', bearer, key).then((found) => {
      if (!found) throw platformErrors.signInNeeded()
      return { actor: found, byCookie: false }
    })
  }
  const bySession = (secret: string): Authenticated | Promise<Authenticated> => {
    const { key, actor } = knownAs('session', secret)
    if (actor) return { actor, byCookie: true }
    return find('session', secret, key).then((found) => ({ actor: found ?? anonymous, byCookie: true }))
  }
  return (request) => {
    const bearer = bearerOf(request)
    if (bearer !== null) return byToken(bearer)
    const secret = cookieOf(request, cookieName)
    return secret ? bySession(secret) : { actor: anonymous, byCookie: false }
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
