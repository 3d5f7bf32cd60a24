import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { putBytes } from './files.ts'
import { mediaTypeOf } from './media-type.ts'
import { type ServedFile, serveFile } from './serve.ts'

let platform: TestPlatform
let app: FastifyInstance
let file: ServedFile
beforeAll(async () => {
  platform = await createTestPlatform()
  app = Fastify()
  app.get('/file', (_request, reply) => serveFile(reply, platform.files, file))
})
afterAll(() => app.close())

const serve = async (name: string, mediaType: string, bytes: Buffer = Buffer.from('bytes')) => {
  const { key } = await putBytes(platform.files, bytes)
  file = { key, name, mediaType, size: bytes.length }
  return app.inject('/file')
}

describe('a served file', () => {
  test('comes whole, with its length', async () => {
    const bytes = Buffer.alloc(200_001, 7)
    const reply = await serve('a.bin', 'application/octet-stream', bytes)
    expect(reply.rawPayload.equals(bytes)).toBe(true)
    expect(reply.headers['content-length']).toBe('200001')
  })

  test.each(['image/png', 'image/jpeg', 'audio/mpeg'])('of type %s is shown in place', async (type) => {
    const { headers } = await serve('a', type)
    expect(headers['content-type']).toBe(type)
    expect(headers['content-disposition']).toMatch(/^inline;/)
  })

  test.each([
    'text/html',
    'image/svg+xml',
    'application/pdf',
    'text/javascript',
    'IMAGE/PNG',
    'image/png; x=1',
    '',
  ])('of type %j is a download that says nothing of what it is', async (type) => {
    const { headers } = await serve('a', type)
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['content-disposition']).toMatch(/^attachment;/)
  })

  test('can run nothing, whatever it is, and is kept by this browser alone', async () => {
    const { headers } = await serve('a.png', 'image/png')
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['cache-control']).toMatch(/^private/)
  })

  test.each([
    ['report.pdf', 'filename="report.pdf"', 'report.pdf'],
    ['Größe 日本.pdf', 'filename="Gr__e __.pdf"', 'Gr%C3%B6%C3%9Fe%20%E6%97%A5%E6%9C%AC.pdf'],
    ['a"; filename="evil.exe', 'filename="a_; filename=_evil.exe"', 'a%22%3B%20filename%3D%22evil.exe'],
    ["it's (1)*.txt", `filename="it's (1)*.txt"`, 'it%27s%20%281%29%2A.txt'],
    ['100%.txt', 'filename="100_.txt"', '100%25.txt'],
    ['back\\slash\r\nX: y', 'filename="back_slash__X: y"', 'back%5Cslash%0D%0AX%3A%20y'],
  ])('named %j keeps its name and adds no header', async (name, plain, full) => {
    const { headers } = await serve(name, 'text/plain')
    expect(headers['content-disposition']).toBe(`attachment; ${plain}; filename*=UTF-8''${full}`)
    expect(headers.x).toBeUndefined()
  })
})

describe('what a file is', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n')
  const page = Buffer.from('<!doctype html><script>alert(1)</script>')

  test.each([
    ['a picture that says it is a page', png, 'text/html', 'image/png'],
    ['a picture that says nothing', png, undefined, 'image/png'],
    ['a document that says it is a picture', pdf, 'image/png', 'application/pdf'],
    ['a page that says it is a picture', page, 'image/png', 'application/octet-stream'],
    ['a page that says it is a document', page, 'application/pdf', 'application/octet-stream'],
    ['a table', Buffer.from('a,b\n1,2\n'), 'text/csv; charset=utf-8', 'text/csv'],
    ['a table in loud letters', Buffer.from('a,b\n'), ' TEXT/CSV ', 'text/csv'],
    ['a claim with a line break', Buffer.from('x'), 'text/plain\r\nx: y', 'application/octet-stream'],
    ['a claim without end', Buffer.from('x'), `text/${'x'.repeat(500)}`, 'application/octet-stream'],
    ['a claim that is no type', Buffer.from('x'), 'text', 'application/octet-stream'],
    ['nothing at all', Buffer.alloc(0), undefined, 'application/octet-stream'],
  ])('%s', async (_what, bytes, claimed, type) => {
    expect(await mediaTypeOf(bytes, claimed)).toBe(type)
  })
})
