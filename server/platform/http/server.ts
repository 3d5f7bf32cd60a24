import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { anonymous } from '../identity/actor.ts'
import type { Authenticate } from '../identity/authenticate.ts'
import type { Platform } from '../platform.ts'
import { installHeaders } from './headers.ts'
import { mountRoute } from './mount.ts'
import { installMultipart } from './multipart.ts'
import { installProblems } from './problem.ts'
import type { Route } from './route.ts'
import { serializerOf } from './serializer.ts'

const JSON_LIMIT = 1024 * 1024
const REQUEST_TIMEOUT_MS = 120_000

const trustedProxies = (list: string): string[] | false => {
  const proxies = list
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean)
  return proxies.length > 0 ? proxies : false
}

export interface ServerOptions {
  readonly platform: Platform
  readonly authenticate: Authenticate
  readonly routes: readonly Route[]
  /** Hashes of the style blocks in index.html, as the content security policy writes them. */
  readonly inlineHashes: readonly string[]
  /** Adds what must stand before the routes: health, the API's description, the desk's files. */
  readonly prepare: (app: FastifyInstance) => Promise<void>
}

/** The HTTP server with everything that holds for every route; the caller adds the desk's files and listens. */
export const createServer = async ({
  platform,
  authenticate,
  routes,
  inlineHashes,
  prepare,
}: ServerOptions): Promise<FastifyInstance> => {
  const { config, logger } = platform
  const app: FastifyInstance = Fastify({
    loggerInstance: frameworkLogger(logger, config.LOG_LEVEL),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustedProxies(config.TRUSTED_PROXIES),
    bodyLimit: JSON_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  app.decorateRequest('actor', null as never)
  app.addHook('onRequest', (request, _reply, done) => {
    request.actor = anonymous
    done()
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(({ schema }) => serializerOf(schema as z.ZodType))
  installProblems(app)
  installHeaders(app, { isSecure: config.BASE_URL.startsWith('https:'), inlineHashes })
  // Parsed where they are looked at: most requests of scripts have none.
  await app.register(cookie, { hook: false })
  await app.register(rateLimit, { global: false })
  // JSON must say that it is JSON: a form of another site cannot (T14), and odd spellings are refused (T36).
  app.removeContentTypeParser('text/plain')
  await prepare(app)
  for (const route of routes) if (!route.takesFiles) mountRoute(app, platform, authenticate, route)
  await app.register(async (uploads) => {
    await installMultipart(uploads, config)
    for (const route of routes) if (route.takesFiles) mountRoute(uploads, platform, authenticate, route)
  })
  return app
}

// Fastify makes a child of its logger for every request; ours is its own child, and names the request when it speaks.
// What we write down of requests is chosen in our own code; the framework speaks only of trouble.
const frameworkLogger = (logger: Logger, level: string): FastifyBaseLogger => {
  const own = logger.child({}, { level: level === 'info' ? 'warn' : level })
  return Object.assign(own, { child: () => own }) as FastifyBaseLogger
}
