import type { FastifyInstance } from 'fastify'

/** The policy of the desk's own pages; mail and files bring stricter ones of their own. */
const pagePolicy = (inlineHashes: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...inlineHashes].join(' '),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join(';')

export interface HeaderOptions {
  /** True when the desk is reached over TLS: browsers are then told never to come without. */
  readonly isSecure: boolean
  /** Hashes of what stands inline in index.html, as the policy writes them. */
  readonly inlineHashes: readonly string[]
}

/**
 * The headers that every answer carries. They are the same for all answers of a kind, so they are put together
 * once; a route that needs others sets them over these.
 */
export const securityHeaders = ({ isSecure, inlineHashes }: HeaderOptions) => {
  const everywhere = {
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
    ...(isSecure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
    'x-content-type-options': 'nosniff',
  }
  return {
    api: {
      ...everywhere,
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-frame-options': 'DENY',
    },
    page: {
      ...everywhere,
      'content-security-policy': pagePolicy(inlineHashes),
      'cross-origin-opener-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'x-dns-prefetch-control': 'off',
      'x-frame-options': 'DENY',
      'x-permitted-cross-domain-policies': 'none',
    },
  }
}

/** Puts the security headers on every answer, also on refusals and on what is not found. */
export const installHeaders = (app: FastifyInstance, options: HeaderOptions): void => {
  const { api, page } = securityHeaders(options)
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.url.startsWith('/api/') ? api : page)
    done()
  })
}
