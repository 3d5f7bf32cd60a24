import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { platformErrors } from './contract/errors.ts'
import { definePermission } from './contract/permission.ts'
import { installHealth } from './health/health.ts'
import { installDesk, readDeskFiles } from './http/desk-files.ts'
import { installPages, type Pages } from './http/mount-page.ts'
import { installOpenApi } from './http/openapi.ts'
import { openRoute, type Route } from './http/route.ts'
import { createServer } from './http/server.ts'
import type { StaffActor } from './identity/actor.ts'
import { ActorCache, createAuthenticate, type FindActor } from './identity/authenticate.ts'
import type { Platform } from './platform.ts'
import { type Stop, stopAll } from './process/stops.ts'
import { type Audience, Hub } from './realtime/hub.ts'
import { followDatabase, liveRoute } from './realtime/live.ts'
import type { Sign } from './room.ts'

export interface WebOptions {
  readonly platform: Platform
  readonly routes: readonly Route[]
  readonly findActor: FindActor
  /** The actor as of now, null when the credential is gone. */
  readonly recheckActor: (db: Platform['db'], actor: StaffActor) => Promise<StaffActor | null>
  readonly audience: Audience
  /** Customers' pages; without them only the API and the desk are served. */
  readonly pages?: Pages
  /** What `/ready` and `/metrics` say of the rooms. */
  readonly signs?: readonly Sign[]
  /** A direct connection for LISTEN. */
  readonly listenUrl: string
  /** Where the built desk lies; without it only the API is served. */
  readonly deskFolder: string | null
}

export interface Web {
  readonly app: FastifyInstance
  /** Refuses new requests, ends streams, waits for requests under way. */
  readonly stop: Stop
}

const mayReadApi = definePermission('openapi.read', 'anyone', 'Read the description of the API.')

const openApiRoute: Route = openRoute({
  method: 'GET',
  path: '/openapi.json',
  permission: mayReadApi,
  summary: 'This description',
  reply: z.null(),
  raw: true,
  handle: async ({ reply }) => {
    await reply.type('application/json; charset=utf-8').send(JSON.stringify(reply.server.swagger()))
    return null
  },
})

/** All routes a web process serves: the rooms' and the platform's own two. */
export const allRoutes = (hub: Hub, routes: readonly Route[]): readonly Route[] => [
  ...routes,
  liveRoute(hub),
  openApiRoute,
]

/** Puts a web process together; the caller listens. Knows no room: their routes and rules are handed in. */
export const createWeb = async (options: WebOptions): Promise<Web> => {
  const { platform, findActor, recheckActor, audience, listenUrl, deskFolder } = options
  const { db, logger, config } = platform
  const cache = new ActorCache()
  const hub = new Hub({ db, logger, audience, recheck: (actor) => recheckActor(db, actor) })
  const desk = deskFolder === null ? null : readDeskFiles(deskFolder)
  const app = await createServer({
    platform,
    authenticate: createAuthenticate(db, config.BASE_URL, findActor, cache),
    routes: allRoutes(hub, options.routes),
    inlineHashes: desk?.inlineHashes ?? [],
    prepare: async (server) => {
      installHealth(server, platform, { streams: () => hub.size, signs: options.signs ?? [] })
      await installOpenApi(server)
      if (options.pages) await installPages(server, platform, options.pages)
      if (desk) await installDesk(server, desk)
      else server.setNotFoundHandler(() => Promise.reject(platformErrors.notFound()))
    },
  })
  const report = (error: unknown) => logger.error({ err: error }, 'the web did not stop cleanly')
  const unfollow = followDatabase({ url: listenUrl, hub, cache, logger })
  return {
    app,
    stop: () => stopAll([() => app.close(), () => hub.stop(), unfollow], report),
  }
}
