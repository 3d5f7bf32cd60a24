import Fastify from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { installHeaders } from './headers.ts'

const apps: { close(): Promise<unknown> }[] = []
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})

const serve = (isSecure: boolean) => {
  const app = Fastify()
  apps.push(app)
  installHeaders(app, { isSecure, inlineHashes: ["'sha256-abc='"] })
  app.get('/', async () => 'page')
  app.get('/api/v1/thing', async () => ({}))
  app.get('/api/v1/broken', async () => {
    throw new Error('broken')
  })
  app.get('/api/v1/frame', async (_request, reply) =>
    reply.header('x-frame-options', 'SAMEORIGIN').send('mail'),
  )
  return app
}

test('a page may load what is ours and what stands in it, and nobody may frame it', async () => {
  const { headers } = await serve(false).inject('/')
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringContaining("style-src 'self' 'sha256-abc=';"),
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  })
})

test.each(['/api/v1/thing', '/api/v1/broken', '/api/v1/unknown'])(
  'what %s answers may do nothing at all in a browser',
  async (url) => {
    const { headers } = await serve(false).inject(url)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
  },
)

test('a route may set a header of its own, and only for itself', async () => {
  const app = serve(false)
  expect((await app.inject('/api/v1/frame')).headers['x-frame-options']).toBe('SAMEORIGIN')
  expect((await app.inject('/api/v1/thing')).headers['x-frame-options']).toBe('DENY')
})

test('browsers are told to stay with TLS only where there is TLS', async () => {
  expect((await serve(true).inject('/')).headers['strict-transport-security']).toContain('max-age=31536000')
  expect((await serve(false).inject('/')).headers['strict-transport-security']).toBeUndefined()
})
