import type { FastifyInstance } from 'fastify'
import { createApp, customerPages } from '../../server/app.ts'
import { createFirstAdmin, findActor, recheckActor } from '../../server/people/index.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { createWeb, type Web } from '../../server/platform/web.ts'
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
 * The application as it is served, without the desk's files and without jobs.
 * @param settings environment settings that differ from the defaults
 */
export const createTestApp = async (settings: Record<string, string> = {}): Promise<TestWeb> => {
  const platform = await createTestPlatform(settings)
  return serve(platform, await createApp(platform, platform.database.url, null))
}

/** The same with a few routes only, where everybody hears everything live. */
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
    pages: customerPages(platform),
    listenUrl: platform.database.url,
    deskFolder: null,
  })
  return serve(platform, web)
}

const serve = async (platform: TestPlatform, web: Web): Promise<TestWeb> => {
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

/** Forgets everything that the test before has written; quicker than a new database and a new application. */
export const emptyDesk = async ({ platform }: TestWeb): Promise<void> => {
  const { rows } = await platform.database.pool.query<{ tables: string }>(
    `select string_agg(quote_ident(tablename), ', ') as tables from pg_tables
     where schemaname = 'public' and tablename <> 'schema_migrations'`,
  )
  await platform.database.pool.query(`truncate ${rows[0]?.tables} restart identity cascade`)
}

/** Sets the desk up with {@link ADMIN} and signs her in. */
export const foundTestDesk = async ({ platform, visitor }: TestWeb): Promise<Visitor> => {
  await createFirstAdmin(platform.db, { organisationName: 'School', name: 'Ada', ...ADMIN })
  return visitor(ADMIN)
}
