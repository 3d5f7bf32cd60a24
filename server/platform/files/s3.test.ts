import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseConfig } from '../config/config.ts'
import { s3Store } from './s3.ts'
import type { FileStore } from './store.ts'

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** An object store of another program, reduced to the four requests we make; it keeps what it is given. */
const startBucket = async (): Promise<{ server: Server; objects: Map<string, Buffer> }> => {
  const objects = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const name = new URL(request.url ?? '', 'http://bucket').pathname
    const held = objects.get(name)
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256')) response.writeHead(403).end()
    else if (request.method === 'PUT' && held && request.headers['if-none-match'] === '*')
      response.writeHead(412).end()
    else if (request.method === 'PUT') {
      objects.set(name, await bodyOf(request))
      response.writeHead(200).end()
    } else if (request.method === 'DELETE') {
      objects.delete(name)
      response.writeHead(204).end()
    } else if (!held) response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'content-length': held.length })
        .end(request.method === 'HEAD' ? undefined : held)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, objects }
}

let bucket: Awaited<ReturnType<typeof startBucket>>
let store: FileStore
beforeAll(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test')
  vi.stubEnv('AWS_REQUEST_CHECKSUM_CALCULATION', 'WHEN_REQUIRED')
  bucket = await startBucket()
  const { port } = bucket.server.address() as AddressInfo
  store = s3Store(parseConfig({ FILES: 's3', S3_BUCKET: 'desk', S3_ENDPOINT: `http://127.0.0.1:${port}` }))
})
afterAll(async () => {
  bucket.server.closeAllConnections()
  await new Promise((resolve) => bucket.server.close(resolve))
  vi.unstubAllEnvs()
})

describe('files in a bucket', () => {
  const bytes = Buffer.from([0, 1, 2, 255, 10, 13])
  it('come back byte for byte, as a whole and as a stream', async () => {
    await store.put('a-key-of-enough-length', bytes)
    expect(await store.get('a-key-of-enough-length')).toEqual(bytes)
    expect(await store.size('a-key-of-enough-length')).toBe(bytes.length)
    const chunks: Buffer[] = []
    for await (const chunk of await store.stream('a-key-of-enough-length')) chunks.push(Buffer.from(chunk))
    expect(Buffer.concat(chunks)).toEqual(bytes)
  })
  it('are written once under a key', async () => {
    await store.put('written-only-once-here', bytes)
    await expect(store.put('written-only-once-here', Buffer.from('other'))).rejects.toThrow()
    expect(await store.get('written-only-once-here')).toEqual(bytes)
  })
  it('are gone after removal, and asking for nothing is answered honestly', async () => {
    await store.put('to-be-removed-soon-now', bytes)
    await store.remove('to-be-removed-soon-now')
    expect(await store.size('to-be-removed-soon-now')).toBeNull()
    await expect(store.get('to-be-removed-soon-now')).rejects.toThrow()
  })
})
