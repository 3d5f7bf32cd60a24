import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isSignInNeeded, signedInAgain } from '../../app/session-gate.ts'
import { upload } from './upload.ts'

/** The browser's way of sending a file, played by the test. */
class Request {
  static readonly sent: Request[] = []
  upload = { onprogress: (_: { loaded: number; total: number }) => {} }
  onload = () => {}
  onerror = () => {}
  onabort = () => {}
  status = 0
  response: unknown = null
  readonly headers: Record<string, string> = {}
  readonly opened: string[] = []
  form = new FormData()
  open(...all: string[]) {
    this.opened.push(...all)
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }
  send(form: FormData) {
    this.form = form
    Request.sent.push(this)
  }
  abort() {
    this.onabort()
  }
  answer(status: number, response: unknown) {
    Object.assign(this, { status, response })
    this.onload()
  }
}
const nth = (index: number): Request => {
  const found = Request.sent[index]
  if (!found) throw new Error(`Request ${index} was not sent`)
  return found
}

beforeEach(() => {
  Request.sent.length = 0
  vi.stubGlobal('XMLHttpRequest', Request)
})
afterEach(() => void vi.unstubAllGlobals())

const file = new File(['hello'], 'bill.pdf')
const start = () => {
  const shares: number[] = []
  const stop = new AbortController()
  return { shares, stop, done: upload(file, (share) => shares.push(share), stop.signal) }
}

test('a file is sent under its own name, and what the server keeps of it comes back', async () => {
  const { done } = start()
  expect(nth(0).opened).toEqual(['POST', '/api/v1/uploads'])
  expect((nth(0).form.get('file') as File).name).toBe('bill.pdf')
  nth(0).answer(201, { key: 'k', name: 'bill.pdf', size: 5 })
  expect(await done).toEqual({ key: 'k', name: 'bill.pdf', size: 5 })
})

test('how far it is goes from 0 to 1, also while the length is unknown', async () => {
  const { shares, done } = start()
  nth(0).upload.onprogress({ loaded: 0, total: 0 })
  nth(0).upload.onprogress({ loaded: 2, total: 5 })
  nth(0).upload.onprogress({ loaded: 5, total: 5 })
  nth(0).answer(201, {})
  await done
  expect(shares).toEqual([0, 0.4, 1])
})

test('a file that is refused says why', async () => {
  const { done } = start()
  nth(0).answer(413, { title: 'Too large', detail: 'Files may be 25 MB.', code: 'files.too-large' })
  await expect(done).rejects.toMatchObject({ status: 413, detail: 'Files may be 25 MB.' })
})

test('no connection is told apart from a refusal', async () => {
  const { done } = start()
  nth(0).onerror()
  await expect(done).rejects.toMatchObject({ status: 0, code: 'web.offline' })
})

test('an answer without a body is still an answer', async () => {
  const { done } = start()
  nth(0).answer(502, null)
  await expect(done).rejects.toMatchObject({ status: 502, code: 'web.unknown' })
})

test('taking the file away stops it', async () => {
  const { done, stop } = start()
  stop.abort()
  await expect(done).rejects.toMatchObject({ name: 'AbortError' })
})

test('when the session has ended it waits, and is sent once more under the same key', async () => {
  const { done } = start()
  nth(0).answer(401, {})
  await vi.waitFor(() => expect(isSignInNeeded()).toBe(true))
  expect(Request.sent).toHaveLength(1)
  signedInAgain()
  await vi.waitFor(() => expect(Request.sent).toHaveLength(2))
  expect(nth(1).headers['idempotency-key']).toBe(nth(0).headers['idempotency-key'])
  nth(1).answer(201, { key: 'k2' })
  expect(await done).toEqual({ key: 'k2' })
})
