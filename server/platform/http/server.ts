import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { anonymous } from '../identity/actor.ts'
import type { Authenticate } from '../identity/authenticate.ts'
import type { Platform } from '../platform.ts'
import { mountRoute } from './mount.ts'
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

/** The policy of the desk's own pages; mail and files bring stricter ones of their own. */
const contentSecurityPolicy = (inlineHashes: readonly string[]) => ({
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", ...inlineHashes],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'frame-src': ["'self'"],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  },
})

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
    // What we write down of requests is chosen in our own code; the framework speaks only of trouble.
    loggerInstance: logger.child(
      {},
      { level: config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL },
    ) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustedProxies(config.TRUSTED_PROXIES),
    bodyLimit: JSON_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  app.decorateRequest('actor', null as never)
  app.addHook('onRequest', async (request) => {
    request.actor = anonymous
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(({ schema }) => serializerOf(schema as z.ZodType))
  installProblems(app)
  await app.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(inlineHashes),
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.BASE_URL.startsWith('https:') ? { maxAge: 31_536_000 } : false,
  })
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  await app.register(multipart, {
    limits: { fileSize: config.UPLOAD_MAX_BYTES, files: 20, fields: 20, parts: 40 },
  })
  // JSON must say that it is JSON: a form of another site cannot (T14), and odd spellings are refused (T36).
  app.removeContentTypeParser('text/plain')
  await prepare(app)
  for (const route of routes) mountRoute(app, platform, authenticate, route)
  return app
}
