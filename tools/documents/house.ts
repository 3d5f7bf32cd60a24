import { parseConfig } from '../../server/platform/config/config.ts'
import { createPlatform } from '../../server/platform/create-platform.ts'
import { connect } from '../../server/platform/db/pool.ts'
import { installOpenApi } from '../../server/platform/http/openapi.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { createServer } from '../../server/platform/http/server.ts'
import { anonymous } from '../../server/platform/identity/actor.ts'
import { createLogger } from '../../server/platform/log/logger.ts'
import { Hub } from '../../server/platform/realtime/hub.ts'
import { allRoutes } from '../../server/platform/web.ts'
import { rooms } from '../../server/rooms.ts'

/** Every route of the product and the description of the API, from an app that never serves anybody. */
export const openHouse = async (): Promise<{ routes: readonly Route[]; openapi: string }> => {
  const config = parseConfig({ LOG_LEVEL: 'silent', REGARD_SECRET: 'only for the papers, never for people' })
  // A pool connects at its first query, and nothing here makes one.
  const connection = connect('postgres://nobody@127.0.0.1:1/nowhere', 1, 'documents')
  const logger = createLogger('silent')
  const platform = createPlatform({ config, db: connection.db, logger, dataDir: '/nonexistent' })
  const hub = new Hub({
    db: connection.db,
    logger,
    audience: async () => () => false,
    recheck: async () => null,
  })
  const routes = allRoutes(
    hub,
    rooms.flatMap((room) => room.routes),
  )
  const app = await createServer({
    platform,
    authenticate: async () => ({ actor: anonymous, byCookie: false }),
    routes,
    inlineHashes: [],
    prepare: installOpenApi,
  })
  await app.ready()
  const openapi = `${JSON.stringify(app.swagger(), null, 2)}\n`
  await app.close()
  await hub.stop()
  await connection.close()
  return { routes, openapi }
}
