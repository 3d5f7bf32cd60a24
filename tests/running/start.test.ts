import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { findPostmaster } from '../../server/platform/postgres/pid-file.ts'
import { freePort } from '../harness/free-port.ts'
import { dataFolder, forgetRunning, isRoot, ordinaryUser, run } from '../harness/running.ts'

afterAll(forgetRunning)

async function settings() {
  return { DATA_DIR: await dataFolder(), PORT: String(await freePort()) }
}

const answers = (env: { PORT: string }) => fetch(`http://127.0.0.1:${env.PORT}/health`).then((r) => r.ok)

const users = [
  { who: 'the user who runs the tests', user: undefined, skip: false },
  { who: 'an ordinary user', user: ordinaryUser, skip: !isRoot },
]

describe.each(users)('started by $who', ({ user, skip }) => {
  test.skipIf(skip)('it says where it is, answers, and stops cleanly at Ctrl-C, twice in a row', async () => {
    const env = await settings()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const regard = run({ env, user })
      await regard.says(`Regard is ready at http://localhost:${env.PORT}`)
      expect(await answers(env)).toBe(true)
      regard.signal(signal)
      expect(await regard.ended).toBe(0)
      expect(regard.output()).toContain('Everything is stored.')
    }
  })

  test.skipIf(skip)('it starts again after a kill -9, on the database that outlived it', async () => {
    const env = await settings()
    const killed = run({ env, user })
    await killed.says('ready')
    killed.signal('SIGKILL')
    expect(await killed.ended).toBe('SIGKILL')
    const again = run({ env, user })
    await again.says('ready')
    again.signal('SIGINT')
    expect(await again.ended).toBe(0)
  })
})

describe('a start', () => {
  test('is refused while another server uses the same data, and names it', async () => {
    const env = await settings()
    const first = run({ env })
    await first.says('ready')
    const second = run({ env: { ...env, PORT: String(await freePort()) } })
    expect(await second.ended).toBe(23)
    expect(second.output()).toContain(
      `already running with the data in ${env.DATA_DIR} (process ${first.pid})`,
    )
    expect(await answers(env)).toBe(true)
    first.signal('SIGINT')
    expect(await first.ended).toBe(0)
  })

  test('of two at the same moment on a new data folder leaves exactly one running', async () => {
    const env = await settings()
    const both = [run({ env }), run({ env: { ...env, PORT: String(await freePort()) } })]
    const code = await Promise.race(both.map((one) => one.ended))
    expect(code).toBe(23)
    const winner = both.find((one) => !one.output().includes('already running'))
    await winner?.says('ready')
    winner?.signal('SIGINT')
    expect(await winner?.ended).toBe(0)
  })

  test('with two Ctrl-C at once still stops cleanly', async () => {
    const env = await settings()
    const regard = run({ env })
    await regard.says('ready')
    regard.signal('SIGINT')
    regard.signal('SIGINT')
    expect(await regard.ended).toBe(0)
  })

  test('recovers by itself when its database is killed with -9', async () => {
    const env = await settings()
    const regard = run({ env })
    await regard.says('ready')
    const server = await findPostmaster(join(env.DATA_DIR, 'postgres'))
    process.kill(server?.pid ?? 0, 'SIGKILL')
    await regard.says('The database is back.')
    const ready = () => fetch(`http://127.0.0.1:${env.PORT}/ready`).then((reply) => reply.status)
    await expect.poll(ready, { timeout: 20_000 }).toBe(200)
    regard.signal('SIGINT')
    expect(await regard.ended).toBe(0)
  })

  test('interrupted by Ctrl-C at any moment of the very first start leaves nothing in the way of the next', async () => {
    const env = await settings()
    for (const moment of [300, 600, 900, 1200]) {
      const regard = run({ env, detached: true })
      await new Promise((resolve) => setTimeout(resolve, moment))
      process.kill(-regard.pid, 'SIGINT')
      await regard.ended
      expect(regard.output()).not.toContain('could not be created')
    }
    const regard = run({ env })
    await regard.says('ready')
    regard.signal('SIGINT')
    expect(await regard.ended).toBe(0)
  })
})
