import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { createWeb, type Web } from '../web.ts'

let platform: TestPlatform
let web: Web
let folder: string
let silent = 0
const open = async (settings: Record<string, string>) => {
  platform = await createTestPlatform(settings)
  return createWeb({
    platform,
    routes: [],
    findActor: async () => null,
    recheckActor: async () => null,
    audience: async () => () => false,
    listenUrl: platform.database.url,
    deskFolder: folder,
    signs: [{ name: 'regard_silent_things', help: 'Things that are silent.', read: async () => silent }],
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regard-desk-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><style>body{}</style><title>Desk</title>')
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'export {}')
  web = await open({ METRICS_TOKEN: 'a-token-for-the-operator' })
})
afterAll(async () => {
  await web.stop()
  await rm(folder, { recursive: true })
})

describe('for the operator', () => {
  it('the process says that it lives and that its database answers', async () => {
    expect((await web.app.inject('/health')).json()).toEqual({ status: 'ok' })
    expect((await web.app.inject('/ready')).json()).toEqual({ status: 'ready' })
  })

  it('what a room wants looked at is named and counted, and makes the process no less ready', async () => {
    silent = 2
    const ready = await web.app.inject('/ready')
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { status: 'ready', wantsALook: ['regard_silent_things'] },
    ])
    const headers = { authorization: 'Bearer a-token-for-the-operator' }
    const metrics = await web.app.inject({ url: '/metrics', headers })
    expect(metrics.body).toContain('regard_silent_things 2')
    silent = 0
  })
  it('metrics are told to the bearer of the token and hidden from everybody else', async () => {
    const ask = (authorization?: string) =>
      web.app.inject({ url: '/metrics', headers: authorization ? { authorization } : {} })
    expect((await ask('Bearer a-token-for-the-operator')).body).toContain('regard_live_streams 0')
    expect((await ask()).statusCode).toBe(404)
    expect((await ask('Bearer wrong')).statusCode).toBe(404)
  })
})

describe('without a token for metrics', () => {
  let silent: Web
  beforeAll(async () => {
    silent = await open({})
  })
  afterAll(() => silent.stop())
  const ask = (remoteAddress: string, headers: Record<string, string> = {}) =>
    silent.app.inject({ url: '/metrics', remoteAddress, headers })

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('this machine reads them, as %s', async (address) => {
    const answer = await ask(address)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      200,
      expect.stringContaining('text/plain'),
    ])
    expect(answer.body).toContain('regard_http_seconds')
  })

  it.each(['10.0.0.1', '192.168.1.1', '2001:db8::1', '127.0.0.1.evil'])(
    'nobody else does, as %s',
    async (address) => {
      expect((await ask(address)).statusCode).toBe(404)
    },
  )

  it('a proxy on this machine does not open them to the world', async () => {
    expect((await ask('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).statusCode).toBe(404)
    expect((await ask('10.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).statusCode).toBe(404)
    expect((await ask('10.0.0.1', { authorization: 'Bearer undefined' })).statusCode).toBe(404)
  })
})

describe('the desk', () => {
  it('is the same page at every address that is no file and no API, under a strict policy', async () => {
    const page = await web.app.inject('/cases/12')
    expect(page.body).toContain('<title>Desk</title>')
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toMatch(/style-src 'self' 'sha256-[^']+'/)
    expect(policy).not.toContain('unsafe')
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    })
  })
  it('has assets that may be kept for ever', async () => {
    const asset = await web.app.inject('/assets/app-1a2b.js')
    expect(asset.headers['cache-control']).toContain('immutable')
  })
  it.each(['/api/v1/nothing', '/assets/nothing.js', '/assets/..%2findex.html', '/metrics/'])(
    'hides %s',
    async (url) => {
      const reply = await web.app.inject(url)
      expect([400, 403, 404]).toContain(reply.statusCode)
      expect(reply.body).not.toContain('<title>')
    },
  )
  it('answers a change at an unknown address with a problem, not with a page', async () => {
    expect((await web.app.inject({ method: 'POST', url: '/cases/12' })).json()).toMatchObject({
      code: 'platform.not-found',
    })
  })
})
