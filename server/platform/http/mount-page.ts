import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { platformErrors, type Refusal } from '../contract/errors.ts'
import { transact } from '../db/transaction.ts'
import { type Actor, anonymous } from '../identity/actor.ts'
import { cookieOf, mayKnock, sha256 } from '../identity/authenticate.ts'
import { clearCustomerCookie, customerCookieName, setCustomerCookie } from '../identity/cookies.ts'
import type { Platform } from '../platform.ts'
import { asTyped } from './as-typed.ts'
import { installMultipart } from './multipart.ts'
import { requireOwnOrigin } from './origin.ts'
import type { Page, PageAnswer } from './page.ts'
import { refusalOf } from './problem.ts'

const FORM_LIMIT = 256 * 1024
const VISITS_A_MINUTE = 120

/** What the pages need that the platform does not know: who customers are, and how things look. */
export interface Pages {
  readonly routes: readonly Page[]
  /** The customer behind a session's hash; null when it opens nothing any more. */
  readonly findCustomer: (db: Platform['db'], sessionHash: Buffer) => Promise<Actor | null>
  /** Where to sign in; the address that was wanted goes along as `next`. */
  readonly signIn: string
  /** A refusal as a page, in the language of whoever reads it. */
  readonly showRefusal: (refusal: Refusal, request: FastifyRequest) => Promise<string>
  /** Content security policy of every page: no script at all. */
  readonly policy: string
}

/** Customers' pages: plain forms, no script, a session of their own that opens nothing of the desk. */
export const installPages = async (app: FastifyInstance, platform: Platform, pages: Pages): Promise<void> => {
  await app.register(async (scope) => {
    await installMultipart(scope, platform.config)
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_LIMIT },
      (_request, body, done) => done(null, readFields(String(body))),
    )
    scope.setErrorHandler(async (error: FastifyError, request, reply) => {
      const refusal = refusalOf(error)
      if (!refusal) request.log.error({ err: error }, 'a page broke')
      const shown = refusal ?? platformErrors.broken()
      const html = await pages.showRefusal(shown, request)
      return sendHtml(reply, pages, { html, status: shown.status })
    })
    for (const page of pages.routes) mountPage(scope, platform, pages, page)
  })
}

const readFields = (body: string): Record<string, string> =>
  Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, asTyped(value)]))

const mountPage = (app: FastifyInstance, platform: Platform, pages: Pages, page: Page): void => {
  app.route({
    method: page.method,
    url: page.path,
    schema: {
      hide: true,
      ...(page.params && { params: page.params }),
      ...(page.query && { querystring: page.query }),
      ...(page.form && { body: page.form }),
    },
    config: { permission: page.permission.name, rateLimit: { max: VISITS_A_MINUTE, timeWindow: 60_000 } },
    onRequest: async (request, reply) => {
      const { actor, byCookie } = await whoVisits(platform, pages, request)
      requireOwnOrigin(request, platform.config.BASE_URL, byCookie)
      if (page.permission.holders === 'customer' && actor.kind !== 'customer')
        return reply.redirect(`${pages.signIn}?next=${encodeURIComponent(wanted(request))}`, 303)
      mayKnock(actor, page.permission)
      request.actor = actor
    },
    handler: async (request, reply) => {
      return send(reply, platform, pages, await run(platform, page, request, reply))
    },
  })
}

const whoVisits = async ({ db, config }: Platform, pages: Pages, request: FastifyRequest) => {
  const cookie = cookieOf(request, customerCookieName(config.BASE_URL))
  if (!cookie) return { actor: anonymous, byCookie: false }
  return { actor: (await pages.findCustomer(db, sha256(cookie))) ?? anonymous, byCookie: true }
}

// What was posted is not posted again after signing in: only pages are come back to.
const wanted = (request: FastifyRequest): string => (request.method === 'GET' ? request.url : '/my')

const run = (
  platform: Platform,
  page: Page,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<PageAnswer> => {
  const { actor, params, query, body: form } = request
  const context = { ...platform, actor, request, reply, params, query, form }
  if (page.method === 'GET' || page.files) return page.handle(context)
  return transact(platform.db, actor, (tx) => page.handle({ ...context, tx }))
}

const send = (reply: FastifyReply, { config }: Platform, pages: Pages, answer: PageAnswer) => {
  if ('sent' in answer) return reply
  if ('html' in answer) return sendHtml(reply, pages, answer)
  if (answer.session === null) clearCustomerCookie(reply, config.BASE_URL)
  else if (answer.session !== undefined) setCustomerCookie(reply, config.BASE_URL, answer.session)
  // Only addresses of our own: nobody is sent elsewhere from here.
  return reply.header('cache-control', 'no-store').redirect(answer.goTo, 303)
}

const sendHtml = (
  reply: FastifyReply,
  { policy }: Pages,
  { html, status = 200 }: { html: string; status?: number },
): FastifyReply =>
  reply
    .code(status)
    .header('content-security-policy', policy)
    .header('cache-control', 'private, no-store')
    .header('x-robots-tag', 'noindex, nofollow')
    .type('text/html; charset=utf-8')
    .serializer((text: string) => text)
    .send(html)
