import { connect as connectSocket, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/harness/database.ts'
import { freePort } from '../../../tests/harness/free-port.ts'
import { createLogger } from '../log/logger.ts'
import { listen } from './listener.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})

let heard: string[]
let connections: number
let stops: (() => Promise<void>)[]
beforeEach(() => {
  heard = []
  connections = 0
  stops = []
})
afterEach(async () => {
  for (const stop of stops) await stop()
})

const start = (url = database.url) => {
  const stop = listen({
    url,
    channels: ['news', 'other'],
    logger: createLogger('silent'),
    onNotification: (channel, payload) => void heard.push(`${channel}: ${payload}`),
    onConnected: () => {
      connections += 1
    },
  })
  stops.push(stop)
  return stop
}
const connected = (times: number) => expect.poll(() => connections, { timeout: 10_000 }).toBe(times)
const say = (channel: string, payload: string) =>
  database.pool.query('select pg_notify($1, $2)', [channel, payload])
const listeners = async (): Promise<number[]> => {
  const { rows } = await database.pool.query(
    `select pid from pg_stat_activity where application_name = 'regard listen' and datname = $1`,
    [database.name],
  )
  return rows.map(({ pid }) => pid)
}

describe('whoever listens', () => {
  test('hears its channels, in order, and nothing else', async () => {
    start()
    await connected(1)
    await say('news', '1')
    await say('elsewhere', '2')
    await say('other', '')
    await say('news', '3')
    await expect.poll(() => heard).toEqual(['news: 1', 'other: ', 'news: 3'])
  })

  test('is told of each new connection: what was said before it was not heard', async () => {
    start()
    await connected(1)
    const [pid] = await listeners()
    await database.pool.query('select pg_terminate_backend($1)', [pid])
    await say('news', 'said to nobody')
    await connected(2)
    await say('news', 'said again')
    await expect.poll(() => heard).toContain('news: said again')
    expect(heard).not.toContain('news: said to nobody')
    expect(await listeners()).not.toContain(pid)
  }, 20_000)

  test('tries until somebody is there, and then hears', async () => {
    const port = await freePort()
    const direct = new URL(database.url.replace('@/', '@localhost/'))
    const socketDir = direct.searchParams.get('host')
    start(`postgres://${direct.username}@127.0.0.1:${port}${direct.pathname}`)
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(connections).toBe(0)
    const target = socketDir
      ? { path: `${socketDir}/.s.PGSQL.5432` }
      : { host: direct.hostname, port: Number(direct.port) }
    const bridge = await bridgeTo(target, port)
    await connected(1)
    await say('news', 'at last')
    await expect.poll(() => heard).toEqual(['news: at last'])
    await stops.pop()?.()
    await bridge.close()
  }, 30_000)

  test('notices within ten seconds that the other side is silent, and asks anew (R08)', async () => {
    const port = await freePort()
    const direct = new URL(database.url.replace('@/', '@localhost/'))
    const socketDir = direct.searchParams.get('host')
    const target = socketDir
      ? { path: `${socketDir}/.s.PGSQL.5432` }
      : { host: direct.hostname, port: Number(direct.port) }
    const bridge = await bridgeTo(target, port)
    start(`postgres://${direct.username}@127.0.0.1:${port}${direct.pathname}`)
    await connected(1)
    bridge.freeze()
    const frozen = performance.now()
    await expect.poll(() => connections, { timeout: 25_000, interval: 100 }).toBe(2)
    expect(performance.now() - frozen).toBeGreaterThan(4_000)
    await say('news', 'heard again')
    await expect.poll(() => heard).toEqual(['news: heard again'])
    await stops.pop()?.()
    await bridge.close()
  }, 40_000)

  test('leaves no connection behind when it stops, also while it is connecting', async () => {
    const stop = start()
    await connected(1)
    await stop()
    await start()()
    await expect.poll(listeners, { timeout: 5_000 }).toEqual([])
    await say('news', 'to nobody')
    expect(heard).toEqual([])
  })
})

interface Bridge {
  /** Lets nothing more through on the connections that are open now, without closing them: a half-open line. */
  freeze(): void
  close(): Promise<void>
}

/** A way to the database over a port of our own. */
const bridgeTo = async (
  target: { path: string } | { host: string; port: number },
  port: number,
): Promise<Bridge> => {
  const sockets = new Set<Socket>()
  const server: Server = createServer((near) => {
    const far = connectSocket(target)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    freeze: () => {
      for (const socket of sockets) {
        socket.unpipe()
        socket.pause()
      }
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
