import { vi } from 'vitest'

export type Asked = { method: string; path: string; headers: Headers; body: unknown }

/** Plays the server: one answer for each call, in order; an error is a connection that broke. The calls come back. */
export function answers(...replies: (readonly [status: number, body?: unknown] | Error)[]): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
    asked.push({ method: init.method ?? 'GET', path, headers: new Headers(init.headers), body })
    const next = replies.shift()
    if (!next || next instanceof Error) throw next ?? new Error(`no answer planned for ${path}`)
    const [status, content] = next
    return new Response(content === undefined ? null : JSON.stringify(content), { status })
  })
  return asked
}
