import { beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../../server/platform/http/route.ts'
import { rooms } from '../../server/rooms.ts'
import { exceptions } from './exceptions.ts'
import { addressOf, anew, bodyOf, knock, nameOf, refusalFor } from './knock.ts'
import { makeObjects } from './objects.ts'
import { inputOf, type Node, outputOf } from './samples.ts'
import { createWorld, PASSWORD, type World } from './world.ts'

const routes = rooms.flatMap((room) => room.routes)
const writes = routes
  .filter(({ body }) => body !== undefined)
  .map((route): [string, Route] => [nameOf(route), route])

/** Columns of ours and fields that other systems obeyed. */
const planted = {
  role: 'admin',
  is_admin: true,
  isAdmin: true,
  org_id: 1,
  created_by: 1,
  id: 1,
  version: 99,
  account_id: 1,
}

/** Secrets that leave on purpose, once, to the person they are for. */
const handedOver: Record<string, string[]> = {
  'POST /account/totp': ['secret'],
  'PUT /account/totp': ['recoveryCodes'],
  'POST /account/totp/recovery-codes': ['recoveryCodes'],
  'POST /tokens': ['token'],
}

let world: World
beforeAll(async () => {
  world = await createWorld()
})

describe('T03 over-posting', () => {
  test.each(writes)('%s refuses a field it does not know', async (_name, route) => {
    const { agent, lead, admin } = world.people
    const person =
      [agent, lead, admin].find((each) => refusalFor(route, each) === null) ?? world.people.anonymous
    const objects = await makeObjects(world, 'own', person)
    const body =
      (await exceptions[nameOf(route)]?.body?.({ world, person, objects })) ?? bodyOf(route, objects)
    const known = Object.keys(inputOf(route.body ?? route.reply).properties ?? {})
    for (const [field, value] of Object.entries(planted).filter(([name]) => !known.includes(name))) {
      const { status, body: text } = await knock(world, await anew(world, person), {
        method: route.method,
        url: addressOf(route, objects),
        body: { ...(body as object), [field]: value },
        headers: { 'if-match': '"1"' },
      })
      expect({ field, status, text }).toMatchObject({ field, status: 400 })
    }
  })

  test.each(writes)('%s is strict at every depth', (_name, route) => {
    expect(openObjects(inputOf(route.body ?? route.reply))).toEqual([])
  })
})

describe('T03 over-returning', () => {
  test.each(routes.map((route): [string, Route] => [nameOf(route), route]))(
    '%s declares no secret',
    (name, route) => {
      const suspicious = fieldNames(outputOf(route.reply)).filter((field) =>
        /hash|secret|token$|sealed|password|recovery|sha256/i.test(field),
      )
      expect(suspicious).toEqual(handedOver[name] ?? [])
    },
  )

  test('nothing anybody reads contains a secret of the database', async () => {
    const secrets = await secretsOf(world)
    expect(secrets.length).toBeGreaterThan(10)
    for (const route of routes.filter(({ method, raw }) => method === 'GET' && !raw)) {
      const objects = await makeObjects(world, 'own', world.people.admin)
      const { body } = await knock(world, world.people.admin, {
        method: 'GET',
        url: addressOf(route, objects),
      })
      expect({ route: nameOf(route), leaked: secrets.filter((secret) => body.includes(secret)) }).toEqual({
        route: nameOf(route),
        leaked: [],
      })
    }
  })
})

const secretsOf = async ({ platform: { db } }: World): Promise<string[]> => {
  const accounts = await db.selectFrom('accounts').select('password_hash').execute()
  const sessions = await db.selectFrom('sessions').select('token_sha256').execute()
  const tokens = await db.selectFrom('api_tokens').select('token_sha256').execute()
  const hashes = [...sessions, ...tokens].map(({ token_sha256 }) => token_sha256)
  const encoded = hashes.flatMap((hash) => [
    hash.toString('hex'),
    hash.toString('base64'),
    hash.toString('base64url'),
  ])
  return [PASSWORD, '$argon2', ...encoded, ...accounts.flatMap(({ password_hash }) => password_hash ?? [])]
}

const fieldNames = (node: Node): string[] => [
  ...Object.entries(node.properties ?? {}).flatMap(([name, inner]) => [name, ...fieldNames(inner)]),
  ...(node.anyOf ?? []).flatMap(fieldNames),
  ...(node.items ? fieldNames(node.items) : []),
]

const openObjects = (node: Node, path = 'body'): string[] => [
  ...(node.properties && node.additionalProperties !== false ? [path] : []),
  ...Object.entries(node.properties ?? {}).flatMap(([name, inner]) => openObjects(inner, `${path}.${name}`)),
  ...(node.anyOf ?? []).flatMap((inner) => openObjects(inner, path)),
  ...(node.items ? openObjects(node.items, `${path}[]`) : []),
]
