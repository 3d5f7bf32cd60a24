import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { installationSecret } from './secret.ts'

const root = await mkdtemp(join(tmpdir(), 'regard-secret-'))
afterAll(() => rm(root, { recursive: true }))
let dataDir: string
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(root, 'data-')), 'new')
})

describe('the secret of an installation', () => {
  test('is made once, at random, and closed to everybody else', async () => {
    const secret = installationSecret(undefined, dataDir)
    expect(secret).toMatch(/^[\w-]{43}$/)
    expect(installationSecret(undefined, dataDir)).toBe(secret)
    expect(installationSecret(undefined, `${dataDir}-other`)).not.toBe(secret)
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600)
    expect(await readdir(dataDir)).toEqual(['secret'])
  })

  test('is one for all that start at the same moment', async () => {
    const program = `
      const { workerData, parentPort } = require('node:worker_threads')
      import(workerData.tsx).then(({ register }) => { register(); return import(workerData.module) })
        .then(({ installationSecret }) => parentPort.postMessage(installationSecret(undefined, workerData.dataDir)))`
    const start = () =>
      new Promise<string>((resolve, reject) => {
        const workerData = {
          ...{ dataDir, module: new URL('./secret.ts', import.meta.url).href },
          tsx: new URL('../../../node_modules/tsx/dist/esm/api/index.mjs', import.meta.url).href,
        }
        const worker = new Worker(program, { eval: true, workerData })
        worker.once('message', (secret: string) => void worker.terminate().then(() => resolve(secret)))
        worker.once('error', reject)
      })
    const all = await Promise.all([start(), start(), start()])
    expect(new Set(all).size).toBe(1)
    expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe(all[0])
  }, 60_000)

  test.each(['', '  \n', 'too short'])(
    'that is damaged (%j) is said, and never used or replaced',
    async (text) => {
      installationSecret(undefined, dataDir)
      await writeFile(join(dataDir, 'secret'), text)
      expect(() => installationSecret(undefined, dataDir)).toThrow('holds no secret')
      expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe(text)
    },
  )

  test('may be given, and then nothing is written', async () => {
    const given = 'kQ8vT2nL5xW9zR3mB7jH4dF6gS1pC0yA'
    expect(installationSecret(given, dataDir)).toBe(given)
    await expect(readdir(dataDir)).rejects.toThrow('ENOENT')
  })

  test.each([
    'change-me-change-me-change-me-change',
    'an-example-of-something-that-is-long',
    'my-very-own-secret-that-nobody-knows',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    '12345678901234567890123456789012345',
  ])('T13: that is a placeholder is refused: %s', (given) => {
    expect(() => installationSecret(given, dataDir)).toThrow('looks like a placeholder')
  })
})
