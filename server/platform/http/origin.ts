import type { FastifyRequest } from 'fastify'
import { platformErrors } from '../contract/errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

/**
 * Refuses a change that another site asked a browser to make. A browser names the page's origin on every
 * such request; a session cookie without a matching origin is therefore never obeyed. Comparing with the
 * Host header is safe here: a site that could choose the host would not be sent our cookie.
 * @throws platform.foreign-origin
 */
export const requireOwnOrigin = (request: FastifyRequest, baseUrl: string, byCookie: boolean): void => {
  if (SAFE.has(request.method)) return
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site === 'cross-site' || site === 'same-site') throw platformErrors.foreignOrigin()
  if (origin === undefined) {
    if (byCookie && site !== 'same-origin') throw platformErrors.foreignOrigin()
    return
  }
  const host = hostOf(origin)
  if (host === null || (host !== new URL(baseUrl).host && host !== request.headers.host)) {
    throw platformErrors.foreignOrigin()
  }
}
