import { afterEach, expect, test, vi } from 'vitest'
import { call, get, post, query } from './api.ts'
import { isProblem, Problem } from './problem.ts'
import { isSignInNeeded, signedInAgain } from './session-gate.ts'

afterEach(() => vi.unstubAllGlobals())

function answer(...replies: (Response | Error)[]) {
  const requests: { url: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    requests.push({ url, init })
    const next = replies.shift()
    if (!next || next instanceof Error) throw next ?? new Error('no reply planned')
    return next
  })
  return requests
}
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })

test('a reply written while the session ended is sent once more after signing in, under the same key', async () => {
  const requests = answer(json(401, { code: 'identity.signed-out' }), json(201, { id: 7 }))
  const sent = post<{ id: number }>('/cases/1/replies', { text: 'Hello' })
  await vi.waitFor(() => expect(isSignInNeeded()).toBe(true))
  expect(requests).toHaveLength(1)
  signedInAgain()
  expect(await sent).toEqual({ id: 7 })
  const keys = requests.map(({ init }) => new Headers(init.headers).get('idempotency-key'))
  expect(keys[0]).toBeTruthy()
  expect(keys[1]).toBe(keys[0])
  expect(requests[1]?.init.body).toBe('{"text":"Hello"}')
})

test('a call that left before somebody signed in again, and is refused after, does not ask them once more', async () => {
  let refuse = (_: Response) => {}
  const refusal = new Promise<Response>((resolve) => {
    refuse = resolve
  })
  const replies = [refusal, json(200, { id: 7 })]
  vi.stubGlobal('fetch', async () => replies.shift())
  const late = get('/cases/7')
  signedInAgain()
  refuse(json(401, { code: 'identity.signed-out' }))
  expect(await late).toEqual({ id: 7 })
  expect(isSignInNeeded()).toBe(false)
})

test('asking who is here takes a 401 as the answer', async () => {
  answer(json(401, { code: 'identity.signed-out', title: 'Please sign in' }))
  const asked = call('GET', '/session', { isAnonymous: true })
  await expect(asked).rejects.toMatchObject({ status: 401, code: 'identity.signed-out' })
  expect(isSignInNeeded()).toBe(false)
})

test('no connection is told apart from a refusal', async () => {
  answer(new TypeError('network down'))
  const error = await get('/cases').catch((reason: unknown) => reason)
  expect(isProblem(error, 'web.offline')).toBe(true)
  expect(error).toBeInstanceOf(Problem)
})

test('an edit names the version it was made on', async () => {
  const requests = answer(json(200, {}))
  await call('PATCH', '/cases/1', { body: { need: 'x' }, version: 4 })
  expect(new Headers(requests[0]?.init.headers).get('if-match')).toBe('"4"')
})

test('an answer that is not JSON is a problem with words, not a crash', async () => {
  answer(new Response('<h1>Bad gateway</h1>', { status: 502 }))
  await expect(get('/cases')).rejects.toMatchObject({ status: 502, code: 'web.unknown' })
})

test('empty filters leave no trace in the address', () => {
  expect(query({ list: 'mine', team: undefined, after: '', limit: 50 })).toBe('?list=mine&limit=50')
  expect(query({})).toBe('')
})
