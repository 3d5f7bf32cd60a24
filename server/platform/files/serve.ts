import type { FastifyReply } from 'fastify'
import type { FileStore } from './store.ts'

// Shown in place only where a browser can do no harm with it; everything else is a download.
const INLINE = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
])

export interface ServedFile {
  readonly key: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
}

/** RFC 6266 with RFC 8187 for the full name. */
const disposition = (kind: 'inline' | 'attachment', name: string): string => {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${full}`
}

/**
 * Sends a stored file so that nothing in it can run: sandboxed, never sniffed, downloaded unless it is a
 * plain picture or sound. The caller has found the file through the person.
 */
export const serveFile = async (reply: FastifyReply, store: FileStore, file: ServedFile): Promise<void> => {
  const inline = INLINE.has(file.mediaType)
  const stream = await store.stream(file.key)
  await reply
    .header('content-type', inline ? file.mediaType : 'application/octet-stream')
    .header('content-length', file.size)
    .header('content-disposition', disposition(inline ? 'inline' : 'attachment', file.name))
    .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
    .header('x-content-type-options', 'nosniff')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private, max-age=3600, immutable')
    .send(stream)
}
