import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { defineAnnouncement } from '../contract/announcement.ts'
import { defineErrors } from '../contract/errors.ts'
import { adminsOnly, definePermission, everyStaff } from '../contract/permission.ts'
import { idText } from '../contract/schemas.ts'
import type { StaffActor } from '../identity/actor.ts'
import { sha256 } from '../identity/authenticate.ts'
import { announce } from '../journal/announce.ts'
import { createWeb, type Web } from '../web.ts'
import { staffRoute } from './route.ts'

const happened = defineAnnouncement('test.happened', z.object({ word: z.string() }))
const errors = defineErrors('test', { tooLoud: { status: 409, words: 'Too loud. Say it more quietly.' } })
const mayWrite = definePermission('test.write', everyStaff, 'Write.')
const mayRule = definePermission('test.rule', adminsOnly, 'Rule.')

const say = staffRoute({
  method: 'POST',
  path: '/words/:wordId',
  permission: mayWrite,
  summary: 'Say a word',
  params: z.strictObject({ wordId: idText }),
  body: z.strictObject({ word: z.string().max(20) }),
  reply: z.object({ seq: z.number(), word: z.string(), nothing: z.string().nullable() }),
  status: 201,
  handle: async ({ tx, actor, params, body }) => {
    const objects = [{ type: 'word', id: params.wordId }]
    const seq = await announce(tx, happened, { actor, objects, attributes: { word: body.word } })
    if (body.word === 'LOUD') throw errors.tooLoud()
    if (body.word === 'broken') throw new Error('secret inside')
    return { seq, word: body.word, nothing: null, password: 'never leaves' }
  },
})
const rule = staffRoute({
  method: 'GET',
  path: '/rule',
  permission: mayRule,
  summary: 'Rule',
  reply: z.object({ ok: z.boolean() }),
  handle: async () => ({ ok: true }),
})

const agent: StaffActor = {
  kind: 'staff',
  staffId: 1,
  role: 'agent',
  reach: 'own',
  teamIds: [],
  sessionId: 1,
  tokenId: null,
  scopes: null,
}
const people = new Map<string, StaffActor>([
  ['agent-session-00000000', agent],
  ['agent-token-0000000000', { ...agent, sessionId: null, tokenId: 1, scopes: ['something.else'] }],
])

let platform: TestPlatform
let web: Web
beforeAll(async () => {
  platform = await createTestPlatform()
  web = await createWeb({
    platform,
    routes: [say, rule],
    findActor: async (_db, { sha256: given }) =>
      [...people].find(([secret]) => sha256(secret).equals(given))?.[1] ?? null,
    recheckActor: async (_db, actor) => actor,
    audience: async () => () => true,
    listenUrl: platform.database.url,
    deskFolder: null,
  })
})
afterAll(() => web.stop())

const post = (body: unknown, headers: Record<string, string> = {}, url = '/api/v1/words/7') =>
  web.app.inject({
    method: 'POST',
    url,
    headers: {
      origin: 'http://desk.test',
      cookie: 'regard=agent-session-00000000',
      'content-type': 'application/json',
      ...headers,
    },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
const journalRows = async (): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from journal`.execute(platform.db)
  return rows[0]?.n ?? -1
}

describe('a write', () => {
  it('answers only what is declared and keeps what it announced', async () => {
    const before = await journalRows()
    const reply = await post({ word: 'hello' })
    expect(reply.statusCode).toBe(201)
    expect(reply.json()).toEqual({ seq: expect.any(Number), word: 'hello', nothing: null })
    expect(await journalRows()).toBe(before + 1)
  })

  it('leaves nothing behind when it is refused, and says why in a problem document', async () => {
    const before = await journalRows()
    const reply = await post({ word: 'LOUD' })
    expect(reply.statusCode).toBe(409)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json()).toMatchObject({ code: 'test.too-loud', title: 'Too loud. Say it more quietly.' })
    expect(await journalRows()).toBe(before)
  })

  it('tells nothing of its inside when it breaks', async () => {
    const reply = await post({ word: 'broken' })
    expect(reply.statusCode).toBe(500)
    expect(reply.body).not.toContain('secret inside')
  })

  it('is done once per idempotency key, also when both come at the same time', async () => {
    const before = await journalRows()
    const headers = { 'idempotency-key': 'once-and-only-once' }
    const replies = await Promise.all([1, 2, 3].map(() => post({ word: 'hello' }, headers)))
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1)
    expect(replies.map((reply) => reply.statusCode)).toEqual([201, 201, 201])
    expect(await journalRows()).toBe(before + 1)
    expect((await post({ word: 'other' }, headers)).json()).toMatchObject({ code: 'platform.key-reused' })
  })

  it('does not keep the key of a refused request', async () => {
    const headers = { 'idempotency-key': 'refused-then-fine' }
    expect((await post({ word: 'LOUD' }, headers)).statusCode).toBe(409)
    expect((await post({ word: 'LOUD' }, headers)).statusCode).toBe(409)
  })
})

describe('what does not fit is refused before anything happens', () => {
  it.each([
    ['an unknown field', { word: 'x', role: 'admin' }, 400],
    ['an array for a text', { word: ['x'] }, 400],
    ['an object for a text', { word: { $ne: '' } }, 400],
    ['__proto__', '{"word":"x","__proto__":{"admin":true}}', 400],
    ['constructor.prototype', '{"word":"x","constructor":{"prototype":{}}}', 400],
    ['broken JSON', '{"word":', 400],
    ['nothing', '', 400],
  ])('%s', async (_what, body, status) => {
    const before = await journalRows()
    expect((await post(body)).statusCode).toBe(status)
    expect(await journalRows()).toBe(before)
  })

  it.each(['0', '-1', '1.5', '1e3', '99999999999999999999', 'abc', '%00'])('id %s', async (id) => {
    expect((await post({ word: 'x' }, {}, `/api/v1/words/${id}`)).statusCode).toBe(400)
  })

  it('names the field that does not fit', async () => {
    const reply = await post({ word: 'x'.repeat(21) })
    expect(reply.json().fields).toEqual([{ path: 'word', message: expect.any(String) }])
  })

  it('a form or text that another site could send', async () => {
    expect((await post('word=x', { 'content-type': 'application/x-www-form-urlencoded' })).statusCode).toBe(
      415,
    )
    expect((await post('{"word":"x"}', { 'content-type': 'text/plain' })).statusCode).toBe(415)
  })
})

describe('who may knock', () => {
  it('asks a stranger to sign in', async () => {
    expect((await post({ word: 'x' }, { cookie: '' })).json()).toMatchObject({
      code: 'platform.sign-in-needed',
    })
  })
  it('refuses a role that does not hold the permission', async () => {
    const reply = await web.app.inject({
      url: '/api/v1/rule',
      headers: { cookie: 'regard=agent-session-00000000' },
    })
    expect(reply.statusCode).toBe(403)
  })
  it('refuses a token outside its scopes and an unknown token', async () => {
    const by = (token: string) => post({ word: 'x' }, { cookie: '', authorization: `Bearer ${token}` })
    expect((await by('agent-token-0000000000')).statusCode).toBe(403)
    expect((await by('no-such-token-00000000')).statusCode).toBe(401)
  })
  it.each([
    ['another site', { origin: 'https://evil.test' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a sibling of our site', { 'sec-fetch-site': 'same-site' }],
    ['a site that says so', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses a change that %s asked for', async (_who, headers) => {
    expect((await post({ word: 'x' }, headers)).json()).toMatchObject({ code: 'platform.foreign-origin' })
  })
  it('refuses a cookie without any origin', async () => {
    const reply = await web.app.inject({
      method: 'POST',
      url: '/api/v1/words/7',
      headers: { cookie: 'regard=agent-session-00000000' },
      payload: { word: 'x' },
    })
    expect(reply.json()).toMatchObject({ code: 'platform.foreign-origin' })
  })
})

it('describes its routes as OpenAPI 3.1', async () => {
  const document = (await web.app.inject({ url: '/api/v1/openapi.json' })).json()
  expect(document.openapi).toBe('3.1.0')
  expect(document.paths['/api/v1/words/{wordId}'].post.summary).toBe('Say a word')
})
