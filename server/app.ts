import { join } from 'node:path'
import { pagePolicy } from '../pages/style.ts'
import { audienceOf } from './cases/index.ts'
import { ensureSetupLink, findActor, recheckActor } from './people/index.ts'
import type { Config } from './platform/config/config.ts'
import type { Refusal } from './platform/contract/errors.ts'
import { createPlatform } from './platform/create-platform.ts'
import { type Connection, connect } from './platform/db/pool.ts'
import { registerReactions } from './platform/journal/reactions.ts'
import { createLogger } from './platform/log/logger.ts'
import { installRoot } from './platform/places.ts'
import type { Platform } from './platform/platform.ts'
import { type Stop, stopAll } from './platform/process/stops.ts'
import { startServices } from './platform/services.ts'
import { createWeb, type Web } from './platform/web.ts'
import { findCustomer } from './portal/index.ts'
import { rooms } from './rooms.ts'
import { showRefusal } from './solutions/index.ts'

/** What a process is told by its starter. */
export interface Given {
  readonly config: Config
  readonly databaseUrl: string
  readonly dataDir: string
}

/** The platform of one process and the connections it stands on. */
export const openPlatform = (given: Given, name: string): { platform: Platform; connection: Connection } => {
  const { config, databaseUrl, dataDir } = given
  const connection = connect(
    databaseUrl,
    config.DATABASE_POOL,
    name,
    config.DATABASE_LISTEN_URL === undefined,
  )
  const logger = createLogger(config.LOG_LEVEL)
  registerReactions(rooms.flatMap((room) => room.reactions))
  return { platform: createPlatform({ config, db: connection.db, logger, dataDir }), connection }
}

/** What customers see: the rooms' pages, in one frame. */
export const customerPages = ({ db }: Platform) => ({
  routes: rooms.flatMap((room) => room.pages ?? []),
  findCustomer,
  signIn: '/my/sign-in',
  showRefusal: (refusal: Refusal) => showRefusal(db, refusal),
  policy: pagePolicy,
})

/** The web server with the rooms' routes, not yet listening. */
export const createApp = (platform: Platform, listenUrl: string, deskFolder: string | null): Promise<Web> =>
  createWeb({
    platform,
    routes: rooms.flatMap((room) => room.routes),
    findActor,
    recheckActor,
    audience: audienceOf,
    pages: customerPages(platform),
    signs: rooms.flatMap((room) => room.signs ?? []),
    listenUrl,
    deskFolder,
  })

export interface RunningWeb {
  /** Where the desk is set up; null when it already is. */
  readonly setupLink: string | null
  readonly stop: Stop
}

/** Serves the desk and the API, and runs what the rooms keep running beside them. */
export const startWeb = async (given: Given): Promise<RunningWeb> => {
  const { config, databaseUrl } = given
  const { platform, connection } = openPlatform(given, 'web')
  const web = await createApp(
    platform,
    config.DATABASE_LISTEN_URL ?? databaseUrl,
    join(installRoot, 'dist', 'web'),
  )
  const stops: Stop[] = [connection.close, web.stop]
  const stop: Stop = () =>
    stopAll(stops, (error) => platform.logger.error({ err: error }, 'a part of the web did not stop'))
  try {
    stops.push(await startServices(platform, rooms, 'web'))
    await web.app.listen({ port: config.PORT, host: config.HOST })
    return { setupLink: await ensureSetupLink(platform.db, config.BASE_URL), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
