import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { platformErrors } from '../contract/errors.ts'
import { sha256 } from '../identity/authenticate.ts'
import type { Platform } from '../platform.ts'
import type { Sign } from '../room.ts'

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

const showSigns = (registry: Registry, platform: Platform, signs: readonly Sign[]): void => {
  for (const { name, help, read } of signs)
    new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        this.set(await read(platform))
      },
    })
}

export interface Watched {
  /** How many live streams are open. */
  readonly streams: () => number
  readonly signs: readonly Sign[]
}

/**
 * `/health`: the process lives. `/ready`: its database answers and nothing is being shut down; what wants a look is
 * named, and does not make it less ready. `/metrics`: Prometheus text.
 */
export const installHealth = (
  app: FastifyInstance,
  platform: Platform,
  { streams, signs }: Watched,
): void => {
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
  showSigns(registry, platform, signs)
  app.get('/health', async () => ({ status: 'ok' }))
  app.get('/ready', async (_request, reply: FastifyReply) => {
    try {
      await sql`select 1`.execute(platform.db)
      const found = await Promise.all(signs.map((sign) => sign.read(platform)))
      const wantsALook = signs.filter((_, index) => (found[index] ?? 0) > 0).map(({ name }) => name)
      return { status: 'ready', ...(wantsALook.length > 0 && { wantsALook }) }
    } catch {
      return reply.code(503).send({ status: 'the database does not answer' })
    }
  })
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, platform.config.METRICS_TOKEN)) throw platformErrors.notFound()
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
