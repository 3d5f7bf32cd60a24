import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Permission } from '../contract/permission.ts'
import type { Database } from '../db/pool.ts'
import type { Tx } from '../db/transaction.ts'
import type { Actor, StaffActor } from '../identity/actor.ts'
import type { Platform } from '../platform.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What every handler is given; `Who` follows from the route's kind. */
export interface RouteContext<Who extends Actor> extends Platform {
  readonly actor: Who
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** The version the person edited (`If-Match: "3"`), null when not sent. */
  readonly ifMatch: number | null
}

/** Reads run on the pool; writes in the one transaction of the action, opened and committed by the platform. */
type Session<M extends Method> = M extends 'GET' ? { readonly db: Database } : { readonly tx: Tx }

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

export interface RouteDefinition<
  M extends Method,
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
  R extends z.ZodType,
  Who extends Actor,
> {
  method: M
  /** Below /api/v1, e.g. `/cases/:caseId/replies`. State changes are nouns. */
  path: `/${string}`
  permission: Permission
  /** One line for the OpenAPI page. */
  summary: string
  params?: P
  query?: Q
  body?: B
  reply: R
  /** Success status; 200, or 204 when `reply` is `noContent`. */
  status?: 200 | 201 | 202 | 204
  /** False for a write that must not hold a transaction (a connection test, an upload): `tx` must not be used. */
  transaction?: boolean
  /** True when the answer holds a secret shown this once: it is not kept, so a repeated key is refused. */
  secret?: boolean
  /** True when the handler writes the answer itself (files, streams). */
  raw?: boolean
  /** True when the body is multipart/form-data, read by the handler; all others refuse files. */
  takesFiles?: boolean
  /** Largest JSON body in bytes when the usual 1 MiB does not do. */
  bodyLimit?: number
  handle(
    context: RouteContext<Who> &
      Session<M> & { readonly params: Parsed<P>; readonly query: Parsed<Q>; readonly body: Parsed<B> },
  ): Promise<z.input<R>>
}

/** A route with its types folded away, as the table of routes keeps it. */
export interface Route {
  readonly method: Method
  readonly path: string
  readonly permission: Permission
  readonly summary: string
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly reply: z.ZodType
  readonly status: 200 | 201 | 202 | 204
  readonly transaction: boolean
  readonly secret: boolean
  readonly raw: boolean
  readonly takesFiles: boolean
  readonly bodyLimit?: number
  handle(context: unknown): Promise<unknown>
}

const build =
  <Who extends Actor>() =>
  <
    M extends Method,
    R extends z.ZodType,
    P extends z.ZodType | undefined = undefined,
    Q extends z.ZodType | undefined = undefined,
    B extends z.ZodType | undefined = undefined,
  >(
    definition: RouteDefinition<M, P, Q, B, R, Who>,
  ): Route => ({
    ...definition,
    status: definition.status ?? 200,
    transaction: definition.method !== 'GET' && definition.transaction !== false,
    secret: definition.secret ?? false,
    raw: definition.raw ?? false,
    takesFiles: definition.takesFiles ?? false,
    // The platform calls it only with what this route's own schemas produced.
    handle: definition.handle as (context: unknown) => Promise<unknown>,
  })

/** A route for members of staff: the actor is a StaffActor. */
export const staffRoute = build<StaffActor>()
/** A route open to anyone; its permission must have `holders: 'anyone'`. */
export const openRoute = build<Actor>()
