import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { freePort } from '../harness/free-port.ts'
import { dataFolder, forgetRunning, run } from '../harness/running.ts'

afterAll(forgetRunning)

interface Listed {
  readonly items: { readonly id: number; readonly number: number; readonly need: string }[]
}

/** Somebody at the demonstration's desk, who remembers the cookie. */
class Visitor {
  readonly #base: string
  #cookie = ''

  constructor(base: string) {
    this.#base = base
  }

  async ask<T>(path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.#base}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        cookie: this.#cookie,
        origin: this.#base,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    expect(answer.ok, `${path}: ${answer.status}`).toBe(true)
    this.#cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? this.#cookie
    return answer.json() as Promise<T>
  }
}

describe('npm run demo', () => {
  test('shows a company at work, its sign-ins work, its mail stays here; a second start adds nothing', async () => {
    const env = {
      DATA_DIR: await dataFolder(),
      PORT: String(await freePort()),
      UNDO_SECONDS: '0',
      DEMO_CASES: '10',
    }
    const sent = () => readdir(join(env.DATA_DIR, 'sent'))
    for (let round = 0; round < 2; round++) {
      const demo = run({ words: ['--demo'], env })
      await demo.says('goes nowhere')
      const password = /with the password (\S+)/.exec(demo.output())?.[1]
      const grace = new Visitor(`http://localhost:${env.PORT}`)
      await grace.ask('/session', { email: 'grace@larkfield.example', password })
      const { items } = await grace.ask<Listed>('/cases?list=all&limit=100')
      expect(items).toHaveLength(49)
      // The two questions whether it is solved leave by themselves.
      await expect.poll(sent, { timeout: 30_000 }).toHaveLength(2 + round)
      const daniel = items.find(({ need }) => need.startsWith('Keep my number'))
      const { newestMessageId } = await grace.ask<{ newestMessageId: number }>(`/cases/${daniel?.id}`)
      await grace.ask(`/cases/${daniel?.id}/replies`, { text: 'Both: yes.', seenUpTo: newestMessageId })
      await expect.poll(sent, { timeout: 30_000 }).toHaveLength(3 + round)
      demo.signal('SIGINT')
      expect(await demo.ended).toBe(0)
    }
  })
})
