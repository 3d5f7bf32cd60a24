import type { FastifyInstance } from 'fastify'
import { createFirstAdmin, findActor, recheckActor } from '../../server/people/index.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { createWeb } from '../../server/platform/web.ts'
import { closeLater } from './closing.ts'
import { createTestPlatform, type TestPlatform } from './platform.ts'
import { Visitor } from './visitor.ts'

export const ADMIN = { email: 'ada@school.example', password: 'lantern-otter-42' }

/** A web process with real identity on a database of this test file. */
export interface TestWeb {
  readonly platform: TestPlatform
  readonly app: FastifyInstance
  /** Somebody at a new browser, signed in when an account is given. */
  visitor(account?: { email: string; password: string }): Promise<Visitor>
}

/**
 * Serves routes of rooms as the application does, without jobs.
 * @param routes the rooms' routes
 * @param settings environment settings that differ from the defaults
 */
export const createTestWeb = async (
  routes: readonly Route[],
  settings: Record<string, string> = {},
): Promise<TestWeb> => {
  const platform = await createTestPlatform(settings)
  const web = await createWeb({
    platform,
    routes,
    findActor,
    recheckActor,
    audience: async () => () => true,
    listenUrl: platform.database.url,
    deskFolder: null,
  })
  await web.app.ready()
  closeLater(web.stop)
  const visitor: TestWeb['visitor'] = async (account) => {
    const somebody = new Visitor(web.app)
    if (!account) return somebody
    const answer = await somebody.post('/session', account)
    if (answer.status !== 200) throw new Error(`could not sign in: ${answer.text}`)
    return somebody
  }
  return { platform, app: web.app, visitor }
}

/** Sets the desk up with {@link ADMIN} and signs her in. */
export const foundTestDesk = async ({ platform, visitor }: TestWeb): Promise<Visitor> => {
  await createFirstAdmin(platform.db, { organisationName: 'School', name: 'Ada', ...ADMIN })
  return visitor(ADMIN)
}
