import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../server/app.ts'
import { createFirstAdmin, createToken } from '../server/people/index.ts'
import type { Web } from '../server/platform/web.ts'
import { createTestPlatform, type TestPlatform } from './harness/platform.ts'

type Value = string | number | boolean | null | Value[] | { [key: string]: Value }
const page = readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/```http\n([\s\S]*?)```\s*```json\n([\s\S]*?)```/g)].map(
  ([, request, reply]) => ({ request: request ?? '', reply: reply ?? '' }),
)
const SCOPES = ['customers.read', 'customers.write', 'cases.read', 'cases.write', 'people.read']

let platform: TestPlatform
let web: Web
let token: string
beforeAll(async () => {
  platform = await createTestPlatform()
  web = await createApp(platform, platform.database.url, null)
  const founding = {
    name: 'Mia',
    email: 'mia@example.org',
    password: 'correct horse battery',
    organisationName: 'Larkfield',
  }
  await createFirstAdmin(platform.db, founding)
  token = (await createToken(platform.db, { name: 'examples', scopes: SCOPES })).token
})
afterAll(() => web.stop())

/** Values that an example's answer named, for the requests after it. */
const known = new Map<string, string>()
const fill = (text: string): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => known.get(name) ?? `no ${name}`)

/** Every field the example shows must be in the answer; `{{name}}` keeps the value for later examples. */
const compare = (shown: Value, real: Value | undefined, path: string): void => {
  const name = typeof shown === 'string' ? /^\{\{(\w+)\}\}$/.exec(shown)?.[1] : undefined
  if (name) {
    expect(real, path).toBeDefined()
    known.set(name, String(real))
  } else if (Array.isArray(shown)) {
    const items = Array.isArray(real) ? real : []
    for (const [index, item] of shown.entries()) compare(item, items[index], `${path}[${index}]`)
  } else if (typeof shown === 'object' && shown !== null) {
    const object = typeof real === 'object' && real !== null && !Array.isArray(real) ? real : {}
    for (const [key, value] of Object.entries(shown)) compare(value, object[key], `${path}.${key}`)
  } else expect(real, path).toEqual(shown)
}

const send = async (text: string) => {
  const [head = '', body] = fill(text).split('\n\n')
  const [first = '', ...headerLines] = head.trim().split('\n')
  const [method, url] = first.split(' ')
  const headers = Object.fromEntries(headerLines.map((line) => line.split(': ')))
  return web.app.inject({
    method: method as 'GET',
    url: url ?? '',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && { payload: body.trim() }),
  })
}

it('the page has examples', () => expect(examples.length).toBeGreaterThanOrEqual(9))

it('every example of docs/api.md answers as the page says', async () => {
  for (const { request, reply } of examples) {
    const shown = JSON.parse(reply) as { status: number; body: Value }
    const real = await send(request)
    expect(real.statusCode, `${request}\n${real.body}`).toBe(shown.status)
    compare(shown.body, real.json(), request.split('\n')[0] ?? '')
  }
})
