import type { FastifyInstance } from 'fastify'
import { createApp } from '../../server/app.ts'
import type { Reach, Role } from '../../server/platform/contract/permission.ts'
import { transact } from '../../server/platform/db/transaction.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { systemActor } from '../../server/platform/identity/actor.ts'
import { sessionCookieName, sha256 } from '../../server/platform/identity/authenticate.ts'
import { hashPassword } from '../../server/platform/identity/password.ts'
import { createSession } from '../../server/platform/identity/sessions.ts'
import { newSecret } from '../../server/platform/identity/tokens.ts'
import { rooms } from '../../server/rooms.ts'
import { closeLater } from '../harness/closing.ts'
import { createTestPlatform, type TestPlatform } from '../harness/platform.ts'

/** Somebody who knocks: the headers that say who they are, and their staff id when they have one. */
export interface Person {
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly role: Role | 'customer' | 'anonymous'
  readonly staffId: number | null
  readonly accountId: number | null
  readonly email: string
  /** Permissions the credential is limited to; null for everything the role may. */
  readonly scopes: readonly string[] | null
}

/** A desk with two teams that must not see each other's cases, and one person of every kind. */
export interface World {
  readonly platform: TestPlatform
  readonly app: FastifyInstance
  readonly routes: readonly Route[]
  readonly teams: { readonly own: number; readonly foreign: number }
  readonly people: Readonly<Record<PersonName, Person>>
}

export type PersonName =
  | 'anonymous'
  | 'customer'
  | 'other customer'
  | 'agent'
  | 'agent of another team'
  | 'lead'
  | 'leader'
  | 'admin'
  | 'token'
  | 'token without scope'

/** What every member of staff in these worlds signs in with. */
export const PASSWORD = 'seven calm herons at noon'
const passwordHash = hashPassword(PASSWORD)

/** Opens the real app on a database of its own; closed after the test file. */
export const createWorld = async (): Promise<World> => {
  const platform = await createTestPlatform()
  const { app, stop } = await createApp(platform, platform.database.url, null)
  closeLater(stop)
  await app.ready()
  await platform.db.insertInto('settings').values({ organisation_name: 'Acme', time_zone: 'UTC' }).execute()
  const routes = rooms.flatMap((room) => room.routes)
  const hire = (role: Role, reach: Reach) => addPerson(platform, role, reach)
  const [agent, stranger, lead, leader, admin] = await Promise.all([
    hire('agent', 'team'),
    hire('agent', 'team'),
    hire('lead', 'team'),
    hire('leader', 'all'),
    hire('admin', 'all'),
  ])
  const teams = {
    own: await addTeam(platform, 'Repairs', lead.staffId, [agent.staffId]),
    foreign: await addTeam(platform, 'Sales', stranger.staffId, []),
  }
  const scopes = [...new Set(routes.map(({ permission }) => permission.name))]
  const inSession = async (name: string, of: Hired): Promise<Person> => ({
    ...of,
    name,
    headers: await sessionHeaders(platform, of.accountId),
    scopes: null,
  })
  const byToken = async (name: string, of: Hired, scopes: readonly string[]): Promise<Person> => ({
    ...of,
    name,
    headers: await tokenHeaders(platform, of.accountId, scopes),
    scopes,
  })
  return {
    platform,
    app,
    routes,
    teams,
    people: {
      anonymous: {
        name: 'anonymous',
        headers: {},
        role: 'anonymous',
        staffId: null,
        accountId: null,
        email: '',
        scopes: null,
      },
      customer: await customerPerson(platform, 'customer'),
      'other customer': await customerPerson(platform, 'other customer'),
      agent: await inSession('agent', agent),
      'agent of another team': await inSession('agent of another team', stranger),
      lead: await inSession('lead', lead),
      leader: await inSession('leader', leader),
      admin: await inSession('admin', admin),
      token: await byToken('token', admin, scopes),
      'token without scope': await byToken('token without scope', admin, []),
    },
  }
}

interface Hired {
  readonly role: Role
  readonly accountId: number
  readonly staffId: number
  readonly email: string
}

/** A member of staff with an account. */
export const addPerson = async ({ db }: TestPlatform, role: Role, reach: Reach): Promise<Hired> => {
  const email = `${newSecret().toLowerCase()}@desk.example`
  const account = await db
    .insertInto('accounts')
    .values({ kind: 'staff', email, password_hash: await passwordHash })
    .returning('id')
    .executeTakeFirstOrThrow()
  const staff = await db
    .insertInto('staff')
    .values({ account_id: account.id, name: `The ${role}`, email, role, reach })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { role, accountId: account.id, staffId: staff.id, email }
}

const addTeam = async (
  { db }: TestPlatform,
  name: string,
  dutyLead: number,
  others: readonly number[],
): Promise<number> => {
  const { id } = await db
    .insertInto('teams')
    .values({ name, duty_lead_id: dutyLead })
    .returning('id')
    .executeTakeFirstOrThrow()
  const members = [dutyLead, ...others].map((staffId) => ({ team_id: id, staff_id: staffId }))
  await db.insertInto('team_members').values(members).execute()
  return id
}

// A customer's session exists in the one credential model; whatever a route makes of it, it is not staff.
const customerPerson = async (platform: TestPlatform, name: string): Promise<Person> => {
  const account = await platform.db
    .insertInto('accounts')
    .values({ kind: 'customer', email: `${newSecret().toLowerCase()}@example.com` })
    .returning('id')
    .executeTakeFirstOrThrow()
  const headers = await sessionHeaders(platform, account.id)
  return { name, headers, role: 'customer', staffId: null, accountId: account.id, email: '', scopes: null }
}

/** The headers of a browser that is signed in as this account. */
export const sessionHeaders = async (
  platform: TestPlatform,
  accountId: number,
): Promise<Record<string, string>> => {
  const visitor = { ip: null, userAgent: 'test', formerSecret: null, browserMark: null }
  const { secret } = await transact(platform.db, systemActor('test'), (tx) =>
    createSession(tx, accountId, visitor),
  )
  const { BASE_URL } = platform.config
  return { cookie: `${sessionCookieName(BASE_URL)}=${secret}`, origin: BASE_URL }
}

/** The headers of a script with an API token. */
export const tokenHeaders = async (
  { db }: TestPlatform,
  accountId: number,
  scopes: readonly string[],
): Promise<Record<string, string>> => {
  const secret = newSecret()
  const row = { account_id: accountId, name: 'test', hint: secret.slice(-4), scopes: [...scopes] }
  await db
    .insertInto('api_tokens')
    .values({ ...row, token_sha256: sha256(secret) })
    .execute()
  return { authorization: `Bearer ${secret}` }
}
