import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installDesk, readDeskFiles } from './desk-files.ts'
import { installProblems } from './problem.ts'

const folder = await mkdtemp(join(tmpdir(), 'regard-desk-'))
afterAll(() => rm(folder, { recursive: true }))

const STYLE = 'body{margin:0}'
const PAGE = `<!doctype html><style>${STYLE}</style><style media="print">p{}</style><main>The desk</main>`
let app: FastifyInstance
beforeAll(async () => {
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), PAGE)
  await writeFile(join(folder, 'assets', 'desk-1a2b.js'), 'desk()')
  await writeFile(join(folder, 'assets', '.secret'), 'canary')
  await writeFile(join(folder, 'private.txt'), 'canary')
  const files = readDeskFiles(folder)
  if (!files) throw new Error('the desk is built')
  app = Fastify()
  installProblems(app)
  await installDesk(app, files)
  await app.ready()
})
afterAll(() => app.close())

const get = (url: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') => app.inject({ url, method })

describe('the built desk', () => {
  test('is none when it was not built', () => {
    expect(readDeskFiles(join(folder, 'nothing'))).toBeNull()
  })

  test('names the hash of each of its style blocks, as the policy writes them', () => {
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    expect(readDeskFiles(folder)?.inlineHashes).toEqual([hash(STYLE), hash('p{}')])
  })
})

describe('the page', () => {
  test.each(['/', '/cases/12', '/settings/mailboxes?x=1', '/apiary', '/healthy'])(
    'is served for %s, and never kept by a cache',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.body).toContain('The desk')
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-cache',
        'content-type': 'text/html; charset=utf-8',
      })
    },
  )

  test('is not an answer to what a program asked for', async () => {
    for (const url of ['/api/v1/nothing', '/api', '/metrics', '/health/x', '/ready', '/assets/none.js']) {
      const answer = await get(url)
      expect([url, answer.statusCode]).toEqual([url, 404])
      expect(answer.body).not.toContain('The desk')
    }
    expect((await get('/cases/12', 'POST')).statusCode).toBe(404)
    expect((await get('/cases/12', 'HEAD')).statusCode).toBe(200)
  })
})

describe('what the page needs', () => {
  test('is kept by browsers for ever: its name changes with its content', async () => {
    const answer = await get('/assets/desk-1a2b.js')
    expect([answer.statusCode, answer.body]).toEqual([200, 'desk()'])
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  test.each([
    '/assets/.secret',
    '/assets/..%2fprivate.txt',
    '/assets/..%5cprivate.txt',
    '/assets//etc/passwd',
    '/assets/%00',
    '/assets/',
  ])('is only what was built: %s is not', async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
    expect(answer.body).not.toContain('canary')
  })

  test.each(['/assets/../private.txt', '/assets/%2e%2e/private.txt'])(
    'nor is anything beside it: to %s the answer is the page',
    async (url) => expect((await get(url)).body).toBe(PAGE),
  )
})
