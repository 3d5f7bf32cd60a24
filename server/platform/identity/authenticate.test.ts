import type { FastifyRequest } from 'fastify'
import { beforeEach, describe, expect, test } from 'vitest'
import { adminsOnly, type Permission } from '../contract/permission.ts'
import type { Database } from '../db/pool.ts'
import { type Actor, actorId, actorText, anonymous, type StaffActor, systemActor } from './actor.ts'
import {
  ActorCache,
  type Credential,
  createAuthenticate,
  mayKnock,
  sessionCookieName,
  sha256,
} from './authenticate.ts'

const mia: StaffActor = {
  ...{ kind: 'staff', staffId: 1, role: 'agent', reach: 'own', teamIds: [] },
  ...{ sessionId: 1, tokenId: null, scopes: null },
}
const customer: Actor = { kind: 'customer', customerId: 7, sessionId: 3 }
const SECRET = 'a-secret-of-enough-length'

let asked: Credential[]
let known: Map<string, Actor>
let cache: ActorCache
beforeEach(() => {
  asked = []
  known = new Map([[`session ${SECRET}`, mia]])
  cache = new ActorCache()
})
const authenticate = (headers: Record<string, string>, cookies: Record<string, string> = {}) =>
  createAuthenticate(
    null as unknown as Database,
    'http://desk.test',
    async (_db, credential) => {
      asked.push(credential)
      const found = [...known].find(([name]) => {
        const [by, secret = ''] = name.split(' ')
        return by === credential.by && sha256(secret).equals(credential.sha256)
      })
      return found?.[1] ?? null
    },
    cache,
  )({
    headers: { ...headers, ...(Object.keys(cookies).length > 0 && { cookie: 'as parsed below' }) },
    server: { parseCookie: () => cookies },
  } as unknown as FastifyRequest)

describe('who knocks', () => {
  test('is nobody without a credential, and nothing is looked up', async () => {
    expect(await authenticate({})).toEqual({ actor: anonymous, byCookie: false })
    expect(asked).toEqual([])
  })

  test('is the person behind the cookie, which says that a browser sent it', async () => {
    expect(await authenticate({}, { regard: SECRET })).toEqual({ actor: mia, byCookie: true })
    expect(await authenticate({}, { regard: 'another-secret-of-length' })).toEqual({
      actor: anonymous,
      byCookie: true,
    })
  })

  test('is not a session that is sent as a token, nor a token that is sent as a session', async () => {
    await expect(authenticate({ authorization: `Bearer ${SECRET}` })).rejects.toMatchObject({
      code: 'platform.sign-in-needed',
    })
    known = new Map([[`token ${SECRET}`, mia]])
    expect((await authenticate({}, { regard: SECRET })).actor).toBe(anonymous)
    expect(await authenticate({ authorization: `Bearer ${SECRET}` })).toEqual({ actor: mia, byCookie: false })
  })

  test('a wrong token is refused although the cookie beside it is right', async () => {
    const both = authenticate({ authorization: 'Bearer no-such-token-in-here' }, { regard: SECRET })
    await expect(both).rejects.toMatchObject({ status: 401 })
  })

  test.each([
    'Basic bWlhOng=',
    'Bearer',
    'Bearer short',
    `bearer ${SECRET}`,
    `Bearer ${SECRET} x`,
    `Bearer ${'x'.repeat(201)}`,
  ])('is nobody with the header %j', async (authorization) => {
    known.set(`token ${SECRET}`, mia)
    expect((await authenticate({ authorization })).actor).toBe(anonymous)
  })
})

describe('what is remembered', () => {
  test('spares the look-up, until rights change anywhere', async () => {
    await authenticate({}, { regard: SECRET })
    await authenticate({}, { regard: SECRET })
    expect(asked).toHaveLength(1)
    known.clear()
    cache.forget()
    expect((await authenticate({}, { regard: SECRET })).actor).toBe(anonymous)
  })

  test('ends after a second, also when the notification was lost', () => {
    cache.set('session:x', mia, 1_000)
    expect(cache.get('session:x', 1_999)).toBe(mia)
    expect(cache.get('session:x', 2_000)).toBeNull()
  })

  test('is never that somebody is unknown: who signs in is known at once', async () => {
    known.clear()
    await authenticate({}, { regard: SECRET })
    known.set(`session ${SECRET}`, mia)
    expect((await authenticate({}, { regard: SECRET })).actor).toBe(mia)
  })

  test('does not grow without end', () => {
    for (let made = 0; made < 10_002; made += 1) cache.set(`session:${made}`, mia, 0)
    expect(cache.get('session:0', 1)).toBeNull()
    expect(cache.get('session:10001', 1)).toBe(mia)
  })
})

const permission = (holders: Permission['holders'], name = 'test.read') => ({ name, holders, words: '' })
const admin: StaffActor = { ...mia, role: 'admin' }
const token = (scopes: string[]): StaffActor => ({ ...admin, sessionId: null, tokenId: 4, scopes })

test.each([
  ['a stranger at an open door', anonymous, permission('anyone'), 'enters'],
  ['a stranger at a staff door', anonymous, permission(adminsOnly), 401],
  ['a stranger at a customers’ door', anonymous, permission('customer'), 401],
  ['a customer at a customers’ door', customer, permission('customer'), 'enters'],
  ['a customer at a staff door', customer, permission(adminsOnly), 403],
  ['an administrator at a customers’ door', admin, permission('customer'), 403],
  ['an agent at an administrators’ door', mia, permission(adminsOnly), 403],
  ['an administrator at their door', admin, permission(adminsOnly), 'enters'],
  ['a token with the scope', token(['test.read']), permission(adminsOnly), 'enters'],
  ['a token with a longer scope', token(['test.read.more']), permission(adminsOnly), 403],
  ['a token without any', token([]), permission(adminsOnly), 403],
  ['a part of Regard at a staff door', systemActor('email'), permission(adminsOnly), 403],
] as const)('%s: %s', (_who, actor, wanted, outcome) => {
  const knock = () => mayKnock(actor, wanted)
  if (outcome === 'enters') expect(knock).not.toThrow()
  else expect(knock).toThrow(expect.objectContaining({ status: outcome }))
})

test('a secure desk binds its cookie to its own host; a local one cannot', () => {
  expect(sessionCookieName('https://desk.example')).toBe('__Host-regard')
  expect(sessionCookieName('http://localhost:3000')).toBe('regard')
})

test.each([
  [mia, 'staff:1', 1],
  [customer, 'customer:7', 7],
  [systemActor('email'), 'system:email', null],
  [anonymous, 'anonymous', null],
])('in the database’s log an actor is %o → %s', (actor, text, id) => {
  expect(actorText(actor)).toBe(text)
  expect(actorId(actor)).toBe(id)
})
