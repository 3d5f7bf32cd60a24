import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { customersQuery } from '../customers/api.ts'
import { call, get, patch, post, put, query, remove } from './api.ts'
import { Problem } from './problem.ts'
import { sessionQuery } from './session.ts'
import { isSignInNeeded, signedInAgain } from './session-gate.ts'

type Heard = { method: string; path: string; headers: IncomingMessage['headers']; body: string }
type Answer = (reply: ServerResponse) => void

const heard: Heard[] = []
let answers: Answer[] = []
const server = createServer(async (request, reply) => {
  const { method = '', url = '', headers } = request
  heard.push({ method, path: url, headers, body: await text(request) })
  const answer = answers.shift()
  if (answer) answer(reply)
  else reply.writeHead(500).end()
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const real = fetch
  // A page knows its own address; node has to be told it.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init))
})
afterAll(async () => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  heard.length = 0
  answers = []
})

const say =
  (status: number, body?: unknown): Answer =>
  (reply) => {
    reply.writeHead(status, { 'content-type': 'application/json' })
    reply.end(body === undefined ? undefined : JSON.stringify(body))
  }
const problem = (status: number, code: string, more: object = {}) =>
  say(status, { title: 'Refused', status, code, ...more })

test('a question is a plain GET of the first version of the API', async () => {
  answers = [say(200, { items: [] })]
  expect(await get('/cases?list=mine')).toEqual({ items: [] })
  expect(heard[0]).toMatchObject({ method: 'GET', path: '/api/v1/cases?list=mine', body: '' })
  expect(heard[0]?.headers).not.toHaveProperty('idempotency-key')
  expect(heard[0]?.headers).not.toHaveProperty('content-type')
})

test('what is made carries a key of its own each time, so that the server can tell a repeat', async () => {
  answers = [say(201, { id: 1 }), say(201, { id: 2 })]
  await post('/customers', { name: 'Åsa “A” Öst' })
  await post('/customers', { name: 'Åsa “A” Öst' })
  const keys = heard.map(({ headers }) => headers['idempotency-key'])
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  expect(keys[1]).not.toBe(keys[0])
  expect(JSON.parse(heard[0]?.body ?? '')).toEqual({ name: 'Åsa “A” Öst' })
})

test('the caller may bring the key of the first try', async () => {
  answers = [say(200, {})]
  await post('/cases/1/replies', {}, 'the-same-key')
  expect(heard[0]?.headers['idempotency-key']).toBe('the-same-key')
})

test('a change names the version it was made on, as an entity tag', async () => {
  answers = [say(200, {}), say(200, {})]
  await patch('/cases/1', { need: 'x' }, 12)
  await put('/presence', {})
  expect(heard.map(({ headers }) => headers['if-match'])).toEqual(['"12"', undefined])
})

test('a change made on an old version comes back with what is there now', async () => {
  answers = [problem(412, 'platform.changed-meanwhile', { current: { need: 'theirs' } })]
  const error = await patch('/cases/1', { need: 'mine' }, 1).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ status: 412, code: 'platform.changed-meanwhile' })
  expect((error as Problem).body.current).toEqual({ need: 'theirs' })
})

test('an answer without words is a success', async () => {
  answers = [say(204)]
  expect(await remove('/sessions/3')).toEqual({})
})

test('each refused field keeps its name', async () => {
  const fields = [{ path: 'email', message: 'is taken' }]
  answers = [problem(422, 'platform.invalid', { fields })]
  await expect(post('/invitations', {})).rejects.toMatchObject({ fields })
})

test('a connection that is cut in the middle counts as no connection', async () => {
  answers = [(reply) => reply.destroy()]
  await expect(get('/cases')).rejects.toMatchObject({ status: 0, code: 'web.offline' })
})

test('a question that nobody waits for any more is not taken for a lost connection', async () => {
  const stop = new AbortController()
  answers = [() => stop.abort()]
  const error = await get('/cases', stop.signal).catch((reason: unknown) => reason)
  expect(error).not.toBeInstanceOf(Problem)
  expect(error).toMatchObject({ name: 'AbortError' })
})

test('files travel as a form, with a boundary that fetch sets', async () => {
  answers = [say(201, {})]
  const body = new FormData()
  body.append('file', new File(['hello'], 'a.txt'))
  await call('POST', '/uploads', { body })
  expect(heard[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  expect(heard[0]?.body).toContain('filename="a.txt"')
})

test('when the session ends, all calls wait for one sign-in, and then all go on', async () => {
  answers = [problem(401, 'x'), problem(401, 'x'), say(200, { n: 1 }), say(200, { n: 2 })]
  const both = Promise.all([get('/a'), get('/b')])
  await vi.waitFor(() => expect(heard).toHaveLength(2))
  await vi.waitFor(() => expect(isSignInNeeded()).toBe(true))
  signedInAgain()
  const got = await both
  expect(got).toContainEqual({ n: 1 })
  expect(got).toContainEqual({ n: 2 })
  expect(isSignInNeeded()).toBe(false)
})

const whoIsHere = () => (sessionQuery.queryFn as () => Promise<unknown>)()

test('nobody signed in is an answer, not an error', async () => {
  answers = [problem(401, 'identity.signed-out')]
  expect(await whoIsHere()).toBeNull()
})

test('trouble at the server is not taken for nobody', async () => {
  answers = [problem(503, 'platform.resting')]
  await expect(whoIsHere()).rejects.toMatchObject({ status: 503 })
})

test('the next page is asked for by the cursor of the last, and words are spelt safely', async () => {
  answers = [say(200, { items: [], next: 'c2' })]
  const { queryFn, getNextPageParam } = customersQuery('Åsa & co')
  const ask = queryFn as unknown as (context: object) => Promise<{ items: never[]; next: string | null }>
  const page = await ask({ pageParam: 'c1', signal: new AbortController().signal })
  expect(heard[0]?.path).toBe(`/api/v1/customers${query({ q: 'Åsa & co', after: 'c1', limit: 50 })}`)
  expect(heard[0]?.path).toContain('q=%C3%85sa+%26+co')
  expect(getNextPageParam(page, [page], 'c1', ['c1'])).toBe('c2')
  expect(getNextPageParam({ items: [], next: null }, [], '', [])).toBeNull()
})
