import { afterEach, expect, test, vi } from 'vitest'
import { get } from './api.ts'
import { isReadEarly, takeEarly } from './early.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status })
function early(path: string, answer: Promise<Response>) {
  answer.catch(() => undefined)
  vi.stubGlobal('regardEarly', new Map([[path, answer]]))
  vi.spyOn(performance, 'now').mockReturnValue(900)
}

test('nothing was read early before something was', () => {
  expect(isReadEarly()).toBe(false)
})

test('the first read is answered by what was asked for ahead, the second by the server', async () => {
  early('/cases/counts', Promise.resolve(json(200, { from: 'early' })))
  vi.stubGlobal('fetch', async () => json(200, { from: 'server' }))
  expect(await get('/cases/counts')).toEqual({ from: 'early' })
  expect(await get('/cases/counts')).toEqual({ from: 'server' })
  expect(isReadEarly()).toBe(true)
})

test.each([
  ['a refusal', () => Promise.resolve(json(401, {}))],
  ['a lost connection', () => Promise.reject(new Error('offline'))],
])('%s is not taken: who asks now may have signed in meanwhile', async (_what, answer) => {
  early('/session', answer())
  expect(await takeEarly('/session')).toBeNull()
})

test('an old answer is not taken', async () => {
  early('/session', Promise.resolve(json(200, {})))
  vi.spyOn(performance, 'now').mockReturnValue(20_000)
  expect(await takeEarly('/session')).toBeNull()
})
