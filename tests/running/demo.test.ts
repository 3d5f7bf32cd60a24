import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { stories } from '../../server/cli/demo/stories.ts'
import { Visitor } from '../../server/cli/demo/visitor.ts'
import { freePort } from '../harness/free-port.ts'
import { dataFolder, forgetRunning, run } from '../harness/running.ts'

afterAll(forgetRunning)

type Listed = { items: { id: number; need: string }[] }
type Conversation = { items: { kind: string }[] }

describe('npm run demo', () => {
  test('shows a company at work, its sign-ins work, its mail stays here; a second start adds nothing', async () => {
    const env = { DATA_DIR: await dataFolder(), PORT: String(await freePort()), UNDO_SECONDS: '0' }
    const baseUrl = `http://localhost:${env.PORT}`
    for (let round = 0; round < 2; round++) {
      const demo = run({ words: ['--demo'], env })
      await demo.says('goes nowhere')
      expect(demo.output()).toContain('jonas@brightline.example')
      const ruth = new Visitor({ address: baseUrl, baseUrl })
      await ruth.post('/session', { email: 'ruth@brightline.example', password: 'only a demonstration' })
      const { items } = await ruth.get<Listed>('/cases?list=all')
      expect(items).toHaveLength(stories.length)
      const phone = items.find(({ need }) => need.includes('daughter’s phone'))
      const { items: told } = await ruth.get<Conversation>(`/cases/${phone?.id}/conversation`)
      expect(told.length).toBeGreaterThanOrEqual(7)
      await expect
        .poll(() => readdir(join(env.DATA_DIR, 'sent')), { timeout: 30_000 })
        .toHaveLength(stories.filter(({ reply }) => reply).length)
      demo.signal('SIGINT')
      expect(await demo.ended).toBe(0)
    }
  })
})
