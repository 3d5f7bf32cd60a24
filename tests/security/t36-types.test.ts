import { beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../../server/platform/http/route.ts'
import { rooms } from '../../server/rooms.ts'
import { addressOf, anew, bodyOf, nameOf, parametersOf, refusalFor } from './knock.ts'
import { goneObjects, makeObjects } from './objects.ts'
import { inputOf, type Node } from './samples.ts'
import { createWorld, type Person, type World } from './world.ts'

const routes = rooms.flatMap((room) => room.routes)
const named = (list: readonly Route[]) => list.map((route): [string, Route] => [nameOf(route), route])
const writes = routes.filter(({ body, raw }) => body !== undefined && !raw)

let world: World
beforeAll(async () => {
  world = await createWorld()
})

const holderOf = (route: Route): Person => {
  const { agent, lead, admin } = world.people
  return [agent, lead, admin].find((person) => refusalFor(route, person) === null) ?? agent
}

const sendRaw = async (route: Route, payload: string, type = 'application/json') => {
  const headers = { ...(await anew(world, holderOf(route))).headers, 'content-type': type, 'if-match': '"1"' }
  const answer = await world.app.inject({
    method: route.method,
    url: addressOf(route, goneObjects),
    headers,
    payload,
  })
  return answer.statusCode
}

/** A value of another type than the schema wants, several ways. */
const wrongFor = ({ type }: Node): unknown[] => {
  if (type === 'string') return [[], {}, 1, true, ['a'], { toString: 'a' }, '\u0000', '\ud800']
  if (type === 'number' || type === 'integer') return ['x', [], {}, 1.5e308, -1.5, [1], '1', true]
  if (type === 'boolean') return ['true', 1, [], {}]
  if (type === 'array') return [{}, 'a', { length: 1, 0: 'a' }, 1]
  return type === 'object' ? [[], 'a', 1, true] : []
}

describe('T36 values of the wrong type', () => {
  test.each(named(writes))('%s refuses them', async (_name, route) => {
    const schema = inputOf(route.body ?? route.reply)
    const body = bodyOf(route, await makeObjects(world, 'own', holderOf(route)))
    for (const [field, node] of Object.entries(schema.properties ?? {})) {
      for (const wrong of wrongFor(node)) {
        const status = await sendRaw(route, JSON.stringify({ ...(body as object), [field]: wrong }))
        expect({ field, wrong, status }).toEqual({ field, wrong, status: 400 })
      }
    }
  })

  test.each(named(writes))(
    '%s refuses bodies that are no object, broken or polluting',
    async (_name, route) => {
      const bodies = [
        '[]',
        '"a"',
        '1',
        'true',
        'null',
        '',
        '{',
        '{"a":1',
        '[[[[',
        `{"a":${'['.repeat(2000)}${']'.repeat(2000)}}`,
      ]
      const polluting = [
        '{"__proto__":{"admin":true}}',
        '{"constructor":{"prototype":{"admin":true}}}',
        '{"__proto__":null}',
      ]
      for (const payload of [...bodies, ...polluting]) {
        const status = await sendRaw(route, payload)
        expect({ payload: payload.slice(0, 40), status }).toEqual({
          payload: payload.slice(0, 40),
          status: 400,
        })
      }
      expect(({} as Record<string, unknown>).admin).toBeUndefined()
    },
  )
})

/** Spellings of content types; those that say JSON and nothing else may be read, all others are refused. */
const spellings = [
  'text/plain',
  'text/html',
  'text/xml',
  'text/json',
  'text/x-json',
  'application/xml',
  'application/x-json',
  'application/json5',
  'application/jsonp',
  'application/ld+json',
  'application/vnd.api+json',
  'application/problem+json',
  'application/x-ndjson',
  'application/javascript',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'application/cbor',
  'application/msgpack',
  'application/x-yaml',
  'application/csp-report',
  'image/png',
  '*/*',
  'json',
  '/json',
  'application/',
  'application',
  'application/json/',
  'application/json,text/plain',
  'application/ json',
  'x',
  'text/plain; application/json',
  'text/plain, application/json',
  'multipart/mixed',
  'application/graphql',
]

describe('T36 content types', () => {
  test.each(spellings)('%s is not taken for JSON', async (type) => {
    const route = writes.find(({ path, method }) => method === 'POST' && path === '/session')
    if (!route) throw new Error('there is no POST /session any more')
    expect([400, 415]).toContain(await sendRaw(route, JSON.stringify(bodyOf(route, goneObjects)), type))
  })

  test.each([
    'application/json; charset=utf-7',
    'application/json; charset=utf-16',
    'application/json; boundary=x',
  ])('%s is read as UTF-8 or not at all', async (type) => {
    const [route] = writes
    if (!route) return
    // In UTF-7 this text would be a body without the unknown field.
    expect([400, 415]).toContain(await sendRaw(route, '{"+AHs-":1}', type))
  })

  test('no spelling reaches a handler without its schema', async () => {
    for (const route of writes) {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
      ]) {
        const status = await sendRaw(route, 'a=1', type)
        expect([400, 415], `${nameOf(route)} ${type}: ${status}`).toContain(status)
      }
    }
  })
})

const ids = [
  '0',
  '-1',
  '1.5',
  '1e3',
  '0x10',
  '+1',
  '%201',
  '1%20',
  '01',
  'NaN',
  'null',
  '%00',
  '%0a1',
  '９',
  '1,2',
  '1;2',
  '[]',
  '99999999999999999999',
  '__proto__',
  'constructor',
  "1'",
  '..%2f1',
]

describe('T36 addresses and queries', () => {
  const withId = routes.filter((route) => parametersOf(route).some((name) => name.endsWith('Id')))

  test.each(named(withId))(
    '%s takes whole numbers for ids and nothing that looks like one',
    async (_name, route) => {
      const { headers } = await anew(world, holderOf(route))
      for (const id of ids) {
        const url = `/api/v1${route.path.replace(/:\w+Id/g, id).replace(/:\w+/g, 'x')}`
        const { statusCode } = await world.app.inject({ method: route.method, url, headers })
        expect({ id, refused: [400, 404, 415].includes(statusCode), statusCode }).toMatchObject({
          id,
          refused: true,
        })
      }
    },
  )

  const withQuery = routes.filter(({ query, raw }) => query !== undefined && !raw)

  const ask = async (route: Route, query: string) => {
    const { headers } = await anew(world, holderOf(route))
    const address = addressOf(route, await makeObjects(world, 'own', holderOf(route)))
    const url = `${address}${address.includes('?') ? '&' : '?'}${query}`
    return (await world.app.inject({ method: route.method, url, headers })).statusCode
  }

  test.each(named(withQuery))('%s refuses doubled, nested and unknown parameters', async (_name, route) => {
    const [field = 'limit'] = Object.keys(inputOf(route.query ?? route.reply).properties ?? {})
    const doubled = [`${field}=1&${field}=2`, 'limit=1&limit=2']
    const nested = [`${field}[]=1`, `${field}[a]=1`, '__proto__[a]=1', 'constructor.prototype.a=1']
    for (const query of [...doubled, ...nested, 'planted=1', '__proto__=1']) {
      expect({ query, status: await ask(route, query) }).toEqual({ query, status: 400 })
    }
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })

  const paged = withQuery.filter(({ query }) => query && 'after' in (inputOf(query).properties ?? {}))

  /** Cursors that nobody was given: other lengths, other types, texts that a database cannot read. */
  const parts = [
    [],
    [1],
    ['x'],
    [null],
    [{}],
    ['\u0000'],
    [1e308],
    ['2026-99-99', 'x'],
    ['x', 'x'],
    ['x', 1],
    [1, 'x'],
    [null, null],
  ]
  const longer = [
    ['x', 'x', 'x'],
    [1, 1, 1],
    ['\u0000', 'x', 1],
    [1, 'x', 'x'],
    [9, '2026-01-01T00:00:00Z', 'x'],
    [null, null, null],
  ]

  test.each(named(paged))('%s answers cursors that nobody was given', async (_name, route) => {
    for (const cursor of [...parts, ...longer]) {
      const after = Buffer.from(JSON.stringify(cursor)).toString('base64url')
      const status = await ask(route, `after=${after}`)
      expect([200, 400], `${JSON.stringify(cursor)}: ${status}`).toContain(status)
    }
    for (const after of ['x', '%00', 'null', '.', 'a'.repeat(401)]) {
      const status = await ask(route, `after=${after}`)
      expect([200, 400], `${after}: ${status}`).toContain(status)
    }
  })

  test.each(named(routes.filter(({ raw, query, method }) => !raw && !query && method === 'GET')))(
    '%s is not upset by parameters it does not have',
    async (_name, route) => {
      const { headers } = await anew(world, holderOf(route))
      const { statusCode } = await world.app.inject({
        method: 'GET',
        url: `${addressOf(route, goneObjects)}?planted=1&__proto__[a]=1`,
        headers,
      })
      expect([200, 400, 404]).toContain(statusCode)
    },
  )

  test('headers of ours are read strictly', async () => {
    const route = routes.find(({ path, method }) => method === 'PATCH' && path === '/account')
    if (!route) throw new Error('there is no PATCH /account any more')
    const { headers } = await anew(world, world.people.agent)
    for (const version of ['1', '"a"', '"1", "2"', '*', '"-1"', '""', `"${'1'.repeat(30)}"`]) {
      const request = {
        method: route.method,
        url: '/api/v1/account',
        payload: {},
        headers: { ...headers, 'if-match': version },
      }
      expect({ version, status: (await world.app.inject(request)).statusCode }).toEqual({
        version,
        status: 400,
      })
    }
    for (const authorization of [
      'Bearer',
      'Bearer ',
      'bearer x',
      'Basic YTpi',
      'Bearer a b',
      `Bearer ${'x'.repeat(5000)}`,
    ]) {
      const answer = await world.app.inject({
        method: 'GET',
        url: '/api/v1/session',
        headers: { authorization },
      })
      expect({ authorization: authorization.slice(0, 20), status: answer.statusCode }).toMatchObject({
        status: 401,
      })
    }
  })
})
