import type { Reach, Role } from '../contract/permission.ts'

/** A signed-in member of staff, by session or by an API token that acts in their name. */
export interface StaffActor {
  readonly kind: 'staff'
  readonly staffId: number
  readonly role: Role
  readonly reach: Reach
  readonly teamIds: readonly number[]
  /** The row behind the credential, for revocation; exactly one of the two is set. */
  readonly sessionId: number | null
  readonly tokenId: number | null
  /** Permissions a token is limited to; null for a session, which has all of its role's. */
  readonly scopes: readonly string[] | null
}

export interface CustomerActor {
  readonly kind: 'customer'
  readonly customerId: number
  /** Null for somebody who follows a link that was made for one question. */
  readonly sessionId: number | null
}

/** A part of Regard acting by itself, e.g. `email` when it places an incoming mail. */
export interface SystemActor {
  readonly kind: 'system'
  readonly name: string
}

export interface AnonymousActor {
  readonly kind: 'anonymous'
}

export type Actor = StaffActor | CustomerActor | SystemActor | AnonymousActor

export const anonymous: AnonymousActor = { kind: 'anonymous' }

export const systemActor = (name: string): SystemActor => ({ kind: 'system', name })

/** The id in the actor's own kind, null where there is none. */
export const actorId = (actor: Actor): number | null => {
  if (actor.kind === 'staff') return actor.staffId
  return actor.kind === 'customer' ? actor.customerId : null
}

/** `staff:12`, `customer:7`, `system:email`, `anonymous`: for the database's log and for idempotency. */
export const actorText = (actor: Actor): string =>
  actor.kind === 'system'
    ? `system:${actor.name}`
    : [actor.kind, actorId(actor)].filter((part) => part !== null).join(':')
