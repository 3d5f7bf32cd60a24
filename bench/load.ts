import { Agent, request } from 'node:http'
import type { Child } from './child.ts'
import { round } from './round.ts'

export interface Figures {
  readonly p50Ms: number
  readonly p95Ms: number
  readonly perSecond: number
  /** Processor time of the server's process for one request; the database's is not in it. */
  readonly cpuMs: number
}

export interface Ask {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly token?: string
  readonly body?: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Sends one request and reads its answer. @throws when it is not a success */
export const send = (port: number, { method = 'GET', path, token, body }: Ask): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    }
    const sent = request({ port, host: '127.0.0.1', path, method, headers, agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        if ((answer.statusCode ?? 500) < 300) resolve(text)
        else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })

/** Asks `count` times by `clients` at once, after a tenth as many to warm up. */
export const measure = async (
  child: Child,
  clients: number,
  count: number,
  ask: (turn: number) => Ask,
): Promise<Figures> => {
  let turn = 0
  const times: number[] = []
  const client = async (until: number, record: boolean): Promise<void> => {
    while (turn < until) {
      const mine = ask(turn++)
      const begun = performance.now()
      await send(child.port, mine)
      if (record) times.push(performance.now() - begun)
    }
  }
  const all = (until: number, record: boolean) =>
    Promise.all(Array.from({ length: clients }, () => client(until, record)))
  const warm = Math.ceil(count / 10)
  await all(warm, false)
  const before = await child.usage()
  const begun = performance.now()
  await all(warm + count, true)
  const seconds = (performance.now() - begun) / 1000
  const cpuMs = ((await child.usage()).cpuMs - before.cpuMs) / times.length
  times.sort((a, b) => a - b)
  const at = (share: number) => round(times[Math.ceil(times.length * share) - 1] ?? 0)
  return { p50Ms: at(0.5), p95Ms: at(0.95), perSecond: round(times.length / seconds), cpuMs: round(cpuMs) }
}
