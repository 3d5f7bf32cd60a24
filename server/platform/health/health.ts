import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { platformErrors } from '../contract/errors.ts'
import { sha256 } from '../identity/authenticate.ts'
import type { Platform } from '../platform.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Metrics are for the operator: a token when one is set, otherwise only this machine (ASVS 13.4.5). */
const mayReadMetrics = (request: FastifyRequest, token: string | undefined): boolean => {
  if (token === undefined) return LOOPBACK.has(request.ip) && request.headers['x-forwarded-for'] === undefined
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(sha256(given), sha256(token))
}

const observe = (app: FastifyInstance, registry: Registry): void => {
  const seconds = new Histogram({
    name: 'regard_http_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
}

/**
 * `/health`: the process lives. `/ready`: its database answers and nothing is being shut down.
 * `/metrics`: Prometheus text.
 */
export const installHealth = (app: FastifyInstance, platform: Platform, streams: () => number): void => {
  const registry = new Registry()
  // Its delay is told as quantiles: looking every 100 ms does, and spares an idle server 90 wakings a second.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 })
  new Gauge({
    name: 'regard_live_streams',
    help: 'Open live streams.',
    registers: [registry],
    collect() {
      this.set(streams())
    },
  })
  observe(app, registry)
  app.get('/health', async () => ({ status: 'ok' }))
  app.get('/ready', async (_request, reply: FastifyReply) => {
    try {
      await sql`select 1`.execute(platform.db)
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'the database does not answer' })
    }
  })
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, platform.config.METRICS_TOKEN)) throw platformErrors.notFound()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
