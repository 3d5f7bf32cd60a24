import { beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import type { Route } from '../../server/platform/http/route.ts'
import { sessionCookieName } from '../../server/platform/identity/authenticate.ts'
import { rooms } from '../../server/rooms.ts'
import { closeLater } from '../harness/closing.ts'
import { createTestPlatform } from '../harness/platform.ts'
import { addressOf, bodyOf, nameOf } from './knock.ts'
import { goneObjects, makeObjects } from './objects.ts'
import { createWorld, PASSWORD, type World } from './world.ts'

const routes = rooms.flatMap((room) => room.routes)
const writes = routes
  .filter(({ method }) => method !== 'GET')
  .map((route): [string, Route] => [nameOf(route), route])

const foreignOrigins = [
  'https://evil.example',
  'null',
  'http://evil.desk.test',
  'http://desk.test.evil.example',
  'http://desk.test:8080',
  'http://desk.test@evil.example',
  'file://',
]

let world: World
beforeAll(async () => {
  world = await createWorld()
})

const cookie = () => ({ cookie: world.people.admin.headers.cookie ?? '' })

describe('T14 changes asked for by another site', () => {
  test.each(writes)('%s', async (_name, route) => {
    const objects = await makeObjects(world, 'own', world.people.admin)
    const request = {
      method: route.method,
      url: addressOf(route, objects),
      payload: bodyOf(route, objects) as object,
    }
    const refused = async (headers: Record<string, string>) =>
      expect((await world.app.inject({ ...request, headers: { ...cookie(), ...headers } })).statusCode).toBe(
        403,
      )
    for (const origin of foreignOrigins) await refused({ origin })
    await refused({})
    await refused({ 'sec-fetch-site': 'cross-site' })
    await refused({ 'sec-fetch-site': 'same-site', origin: world.platform.config.BASE_URL })
  })

  test.each(writes)('%s takes JSON only when it is called JSON', async (_name, route) => {
    if (route.body === undefined || route.raw) return
    const payload = JSON.stringify(bodyOf(route, goneObjects))
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'text/json',
      'application/jsonp',
    ]) {
      const headers = { ...world.people.admin.headers, 'content-type': type }
      const answer = await world.app.inject({
        method: route.method,
        url: addressOf(route, goneObjects),
        headers,
        payload,
      })
      expect({ type, status: answer.statusCode }).toEqual({ type, status: 415 })
    }
  })

  test('reading changes nothing', async () => {
    const objects = await makeObjects(world, 'own', world.people.admin)
    const journal = () => world.platform.db.selectFrom('journal').select('seq').execute()
    const before = await journal()
    for (const route of routes.filter(({ method, raw }) => method === 'GET' && !raw)) {
      await world.app.inject({ method: 'GET', url: addressOf(route, objects), headers: cookie() })
    }
    expect(await journal()).toEqual(before)
  })

  test('a method named in a header or the address is not obeyed', async () => {
    const { sessionId, staffId } = await makeObjects(world, 'own', world.people.admin)
    for (const headers of [
      { 'x-http-method-override': 'DELETE' },
      { 'x-method-override': 'DELETE' },
      { 'x-http-method': 'DELETE' },
    ]) {
      for (const method of ['GET', 'POST'] as const) {
        const url = `/api/v1/sessions/${sessionId}?_method=DELETE`
        await world.app.inject({ method, url, headers: { ...world.people.admin.headers, ...headers } })
      }
    }
    const session = await world.platform.db
      .selectFrom('sessions')
      .select('revoked_at')
      .where('id', '=', Number(sessionId))
      .executeTakeFirstOrThrow()
    expect(session.revoked_at, `the session of ${staffId} was ended`).toBeNull()
  })
})

describe('T14 reading from another site', () => {
  test('no answer allows another origin, nor does a preflight', async () => {
    for (const origin of foreignOrigins) {
      const preflight = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      }
      const asked = await world.app.inject({ method: 'OPTIONS', url: '/api/v1/session', headers: preflight })
      const read = await world.app.inject({
        method: 'GET',
        url: '/api/v1/session',
        headers: { ...cookie(), origin },
      })
      for (const { headers } of [asked, read]) {
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
      }
    }
  })

  test('the answers may not be framed, sniffed or scripted', async () => {
    const { headers } = await world.app.inject({ method: 'GET', url: '/api/v1/session', headers: cookie() })
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|unsafe-eval|\*/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
  })
})

describe('T14 the session cookie', () => {
  test.each([
    ['http://desk.test', 'regard', false],
    ['https://desk.test', '__Host-regard', true],
  ])('on %s', async (baseUrl, name, secure) => {
    const platform = await createTestPlatform({ BASE_URL: baseUrl })
    const { app, stop } = await createApp(platform, platform.database.url, null)
    closeLater(stop)
    expect(sessionCookieName(baseUrl)).toBe(name)
    const { ensureSetupLink } = await import('../../server/people/index.ts')
    const token = (await ensureSetupLink(platform.db, baseUrl))?.split('token=')[1]
    const founding = { organisationName: 'Acme', name: 'Ada', email: 'ada@acme.example', password: PASSWORD }
    const answer = await app.inject({ method: 'POST', url: '/api/v1/setup', payload: { ...founding, token } })
    expect(answer.statusCode).toBe(200)
    const session = answer.cookies.find((each) => each.name === name)
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(session?.secure ?? false).toBe(secure)
    expect(session?.domain).toBeUndefined()
  })
})
