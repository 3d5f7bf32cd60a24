import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Permission } from '../contract/permission.ts'
import type { Database } from '../db/pool.ts'
import type { Tx } from '../db/transaction.ts'
import type { Actor, CustomerActor } from '../identity/actor.ts'
import type { Platform } from '../platform.ts'

/** What a page answers: a page, another address to go to, or a file it has written itself. */
export type PageAnswer =
  | { readonly html: string; readonly status?: number }
  | { readonly goTo: string; readonly session?: string | null }
  | { readonly sent: true }

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
type Method = 'GET' | 'POST'

export interface PageDefinition<
  M extends Method,
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  F extends z.ZodType | undefined,
  Who extends Actor,
> {
  method: M
  /** The whole address, outside the API. A GET changes nothing: machines follow links too. */
  path: `/${string}`
  permission: Permission
  params?: P
  query?: Q
  /** The fields of the posted form, all texts. */
  form?: F
  /** True when the form brings files: the handler reads them and opens its own transaction. */
  files?: boolean
  handle(
    context: Platform & {
      readonly actor: Who
      readonly request: FastifyRequest
      readonly reply: import('fastify').FastifyReply
      readonly params: Parsed<P>
      readonly query: Parsed<Q>
      readonly form: Parsed<F>
    } & (M extends 'GET' ? { readonly db: Database } : { readonly tx: Tx }),
  ): Promise<PageAnswer>
}

/** A page with its types folded away. */
export interface Page {
  readonly method: Method
  readonly path: string
  readonly permission: Permission
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly form?: z.ZodType
  readonly files?: boolean
  handle(context: unknown): Promise<PageAnswer>
}

const build =
  <Who extends Actor>() =>
  <
    M extends Method,
    P extends z.ZodType | undefined = undefined,
    Q extends z.ZodType | undefined = undefined,
    F extends z.ZodType | undefined = undefined,
  >(
    definition: PageDefinition<M, P, Q, F, Who>,
  ): Page => ({
    ...definition,
    // The platform calls it only with what this page's own schemas produced.
    handle: definition.handle as (context: unknown) => Promise<PageAnswer>,
  })

/** A page for a customer who is signed in. */
export const customerPage = build<CustomerActor>()
/** A page open to anyone; its permission must have `holders: 'anyone'`. */
export const openPage = build<Actor>()
