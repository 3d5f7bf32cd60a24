import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { platformErrors } from '../contract/errors.ts'
import { transact } from '../db/transaction.ts'
import type { Actor } from '../identity/actor.ts'
import { type Authenticate, type Authenticated, mayKnock } from '../identity/authenticate.ts'
import type { Platform } from '../platform.ts'
import { idempotencyKey, once } from './idempotency.ts'
import { requireOwnOrigin } from './origin.ts'
import type { Route } from './route.ts'

const ifMatchOf = (request: FastifyRequest): number | null => {
  const header = request.headers['if-match']
  if (header === undefined) return null
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (version === undefined)
    throw platformErrors.invalid({ fields: [{ path: 'If-Match', message: 'must be a quoted version' }] })
  return Number(version)
}

const isEmpty = (route: Route): boolean => route.reply.def.type === 'null'

const run = async (
  platform: Platform,
  route: Route,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> => {
  const context = {
    ...platform,
    actor,
    request,
    reply,
    params: request.params,
    query: request.query,
    body: request.body,
    ifMatch: ifMatchOf(request),
  }
  if (!route.transaction) return route.handle(context)
  const key = route.method === 'POST' ? idempotencyKey(request, actor) : null
  return transact(platform.db, actor, (tx) =>
    once(tx, request, actor, { key, secret: route.secret }, () => route.handle({ ...context, tx })),
  )
}

const schemaOf = (route: Route) => ({
  summary: route.summary,
  tags: [route.path.split('/')[1] ?? ''],
  ...(route.params && { params: route.params }),
  ...(route.query && { querystring: route.query }),
  ...(route.body && { body: route.body }),
  ...(!route.raw && { response: { [isEmpty(route) ? 204 : route.status]: route.reply } }),
})

/** Puts one route on the server: who is it → may they knock → is the input right → do it → answer what is declared. */
export const mountRoute = (
  app: FastifyInstance,
  platform: Platform,
  authenticate: Authenticate,
  route: Route,
): void => {
  app.route({
    method: route.method,
    url: `/api/v1${route.path}`,
    schema: schemaOf(route),
    ...(route.bodyLimit && { bodyLimit: route.bodyLimit }),
    config: {
      permission: route.permission.name,
      ...(route.permission.holders === 'anyone' && { rateLimit: { max: 600, timeWindow: 60_000 } }),
    },
    onRequest: (request, _reply, done) => {
      const admit = ({ actor, byCookie }: Authenticated) => {
        requireOwnOrigin(request, platform.config.BASE_URL, byCookie)
        mayKnock(actor, route.permission)
        request.actor = actor
      }
      const who = authenticate(request)
      if (who instanceof Promise) return void who.then(admit).then(() => done(), done)
      admit(who)
      done()
    },
    handler: async (request, reply) => {
      const result = await run(platform, route, request.actor, request, reply)
      if (route.raw) return reply
      return isEmpty(route) ? reply.code(204).send() : reply.code(route.status).send(result)
    },
  })
}
