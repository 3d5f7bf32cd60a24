import { takeEarly } from './early.ts'
import { Problem } from './problem.ts'
import { signInsSoFar, waitForSignIn } from './session-gate.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type CallOptions = {
  body?: unknown
  /** The version the edit was made on; the server refuses with 412 when it is no longer the current one. */
  version?: number
  signal?: AbortSignal
  /** The idempotency key of a POST; made here when the caller has none to repeat. */
  key?: string
  /** True for the calls that ask who is here: a 401 is then an answer, not an interruption. */
  isAnonymous?: boolean
}

/**
 * One call to the desk's API. A POST carries an idempotency key that stays the same over repeats. When the
 * session has ended meanwhile, the call waits for the person to sign in again and is then repeated, so that
 * nothing written is lost. Throws {@link Problem}.
 */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  const headers = new Headers({ accept: 'application/json' })
  if (method === 'POST') headers.set('idempotency-key', options.key ?? crypto.randomUUID())
  if (options.version !== undefined) headers.set('if-match', `"${options.version}"`)
  const body = bodyOf(options.body, headers)
  for (;;) {
    const before = signInsSoFar()
    const answer = await send(method, path, headers, body, options.signal)
    if (answer.status === 401 && !options.isAnonymous) {
      if (signInsSoFar() === before) await waitForSignIn()
      continue
    }
    const content = await read(answer)
    if (!answer.ok) throw new Problem(answer.status, content)
    return content as T
  }
}

export const get = <T>(path: string, signal?: AbortSignal) => call<T>('GET', path, { signal })
export const post = <T>(path: string, body: unknown = {}, key?: string) =>
  call<T>('POST', path, { body, key })
export const put = <T>(path: string, body: unknown, version?: number) =>
  call<T>('PUT', path, { body, version })
export const patch = <T>(path: string, body: unknown, version?: number) =>
  call<T>('PATCH', path, { body, version })
export const remove = <T>(path: string) => call<T>('DELETE', path)

/** `?a=1&b=2`, leaving out what is empty. */
export function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const all = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') all.set(name, String(value))
  }
  const text = all.toString()
  return text ? `?${text}` : ''
}

function bodyOf(body: unknown, headers: Headers): BodyInit | null {
  if (body === undefined) return null
  if (body instanceof FormData) return body
  headers.set('content-type', 'application/json')
  return JSON.stringify(body)
}

async function send(
  method: string,
  path: string,
  headers: Headers,
  body: BodyInit | null,
  signal?: AbortSignal,
) {
  try {
    const early = method === 'GET' ? await takeEarly(path) : null
    return early ?? (await fetch(`/api/v1${path}`, { method, headers, body, signal: signal ?? null }))
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Problem(0, {})
  }
}

async function read(answer: Response): Promise<Record<string, unknown>> {
  const text = await answer.text()
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
