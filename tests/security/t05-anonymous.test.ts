import { beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { rooms } from '../../server/rooms.ts'
import { closeLater } from '../harness/closing.ts'
import { createTestPlatform } from '../harness/platform.ts'
import { addressOf, knock, nameOf } from './knock.ts'
import { goneObjects } from './objects.ts'
import { createWorld, type World } from './world.ts'

/** Everything that answers somebody who is not signed in. A new entry here is a decision. */
const open = new Set([
  'GET /health',
  'HEAD /health',
  'GET /ready',
  'HEAD /ready',
  'GET /metrics',
  'HEAD /metrics',
  'GET /api/v1/openapi.json',
  'HEAD /api/v1/openapi.json',
  'GET /api/v1/setup',
  'HEAD /api/v1/setup',
  'POST /api/v1/setup',
  'POST /api/v1/session',
  'DELETE /api/v1/session',
  'POST /api/v1/password-resets',
  'PUT /api/v1/password-resets',
  'POST /api/v1/invitations/acceptance',
  // Customers' pages: what a mailed link opens.
  'GET /solution/:secret/:said',
  'HEAD /solution/:secret/:said',
  'POST /solution/:secret/:said',
  'GET /my/sign-in',
  'HEAD /my/sign-in',
  'POST /my/sign-in',
  'GET /my/sign-in/:secret',
  'HEAD /my/sign-in/:secret',
  'POST /my/sign-in/:secret',
])

/** Addresses that other products answered by mistake. */
const guesses = [
  '/api',
  '/api/v1',
  '/api/v1/',
  '/docs',
  '/documentation',
  '/swagger',
  '/debug',
  '/admin',
  '/cron',
  '/server-status',
  '/.env',
  '/.git/config',
  '/package.json',
  '/data/secret',
  '/uploads/',
  '/files/',
  '/graphql',
  '/actuator/env',
  '/api/v1/../../etc/passwd',
  '/assets/../main.js',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/api/v1/users',
  '/api/v2/cases',
] as const

/** The addresses the server itself says it has, as `METHOD /path`. */
const registered = (world: World): string[] =>
  rows(world.app.printRoutes({ commonPrefix: false, includeHooks: false }))

const rows = (tree: string): string[] => {
  const parents: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] = /^([│├└─ ]*)(\S*)(?: \(([^)]*)\))?/.exec(line) ?? []
    if (part === '') return []
    parents.length = indent.length / 4
    parents.push(part)
    return methods === '' ? [] : methods.split(', ').map((method) => `${method} ${parents.join('')}`)
  })
}

let world: World
beforeAll(async () => {
  world = await createWorld()
})

describe('T05 the anonymous surface', () => {
  test('the list of addresses is read whole', () => {
    const declared = rooms
      .flatMap((room) => room.routes)
      .map(({ method, path }) => `${method} /api/v1${path}`)
    expect(registered(world)).toEqual(
      expect.arrayContaining([...declared, 'GET /api/v1/live', 'GET /health']),
    )
  })

  test('only the declared addresses answer somebody unknown', async () => {
    const answering: string[] = []
    for (const address of registered(world)) {
      const [method = '', path = ''] = address.split(' ')
      if (method === 'OPTIONS') continue
      const url = path.replace(/:(\w+)/g, '1')
      const { statusCode, headers } = await world.app.inject({ method: method as 'GET', url })
      // A customer's page leads to its own door.
      const isLedAway = statusCode === 303 && headers.location?.startsWith('/my/sign-in?next=')
      if (statusCode !== 401 && !isLedAway) answering.push(address)
    }
    expect(answering.filter((address) => !open.has(address))).toEqual([])
  })

  test('a session that is over, a wrong cookie and a customer open no more than nobody', async () => {
    const strangers = [
      { cookie: 'regard=' },
      { cookie: `regard=${'x'.repeat(32)}` },
      world.people.customer.headers,
    ]
    for (const route of rooms
      .flatMap((room) => room.routes)
      .filter(({ permission }) => permission.holders !== 'anyone')) {
      for (const headers of strangers) {
        const answer = await knock(
          world,
          { headers },
          { method: route.method, url: addressOf(route, goneObjects) },
        )
        // 403 for a change with a cookie but without an origin: the site is asked before the session.
        expect([401, 403], nameOf(route)).toContain(answer.status)
      }
    }
  })

  test.each(guesses)('%s tells nothing', async (url) => {
    const { statusCode, body } = await world.app.inject({ method: 'GET', url })
    expect(statusCode).toBe(404)
    expect(body).not.toMatch(/root:|"dependencies"|stack|node_modules/)
  })

  test('metrics are for this machine, also when a proxy is pretended', async () => {
    const remote = { method: 'GET' as const, url: '/metrics', remoteAddress: '203.0.113.9' }
    expect((await world.app.inject(remote)).statusCode).toBe(404)
    const forwarded = { ...remote, headers: { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1' } }
    expect((await world.app.inject(forwarded)).statusCode).toBe(404)
    const near = { method: 'GET' as const, url: '/metrics' }
    expect((await world.app.inject(near)).statusCode).toBe(200)
    expect(
      (await world.app.inject({ ...near, headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode,
    ).toBe(404)
  })

  test('a desk that is not set up opens nothing more than the set-up, and that only with its link', async () => {
    const platform = await createTestPlatform()
    const { app, stop } = await createApp(platform, platform.database.url, null)
    closeLater(stop)
    for (const { method, path, permission } of rooms.flatMap((room) => room.routes)) {
      if (permission.holders === 'anyone') continue
      const { statusCode } = await app.inject({ method, url: addressOf({ path }, goneObjects) })
      expect({ path, statusCode }).toEqual({ path, statusCode: 401 })
    }
    const founding = { token: 'guessed', organisationName: 'Evil', name: 'Eve', email: 'eve@evil.example' }
    const payload = { ...founding, password: 'five angry crows at dusk' }
    expect((await app.inject({ method: 'POST', url: '/api/v1/setup', payload })).statusCode).toBe(410)
    expect(await platform.db.selectFrom('accounts').select('id').execute()).toEqual([])
  })
})
