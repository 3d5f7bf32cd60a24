import { z } from 'zod'
import { renderSignIn } from '../../../pages/portal/sign-in-page.tsx'
import { deskSettings, nameOfDesk } from '../../people/index.ts'
import { emailSchema, line } from '../../platform/contract/schemas.ts'
import type { Database } from '../../platform/db/pool.ts'
import { customerPage, openPage } from '../../platform/http/page.ts'
import { cookieOf } from '../../platform/identity/authenticate.ts'
import { customerCookieName, visitorOf } from '../../platform/identity/cookies.ts'
import { revokeSessions } from '../../platform/identity/sessions.ts'
import { announce } from '../../platform/journal/announce.ts'
import { askToSignIn } from '../actions/ask-to-sign-in.ts'
import { signIn } from '../actions/sign-in.ts'
import { portalAnnouncements, portalPermissions } from '../contract.ts'
import { safeNext } from '../rules.ts'

const query = z.object({ next: z.string().max(200).optional(), sent: z.literal('1').optional() })
const permission = portalPermissions.signIn

const frame = async (db: Database) => {
  const desk = await deskSettings(db)
  return { company: nameOfDesk(desk), languages: [desk?.locale ?? null] }
}

const knock = openPage({
  method: 'GET',
  path: '/my/sign-in',
  permission,
  query,
  handle: async ({ db, query: { next, sent } }) => ({
    html: renderSignIn({
      ...(await frame(db)),
      step: sent ? 'sent' : 'ask',
      action: '/my/sign-in',
      next: safeNext(next),
    }),
  }),
})

const ask = openPage({
  method: 'POST',
  path: '/my/sign-in',
  permission,
  form: z.strictObject({ email: z.string().trim().max(254), next: z.string().max(200).optional() }),
  handle: async ({ tx, request, config, form }) => {
    const email = emailSchema.safeParse(form.email)
    const next = safeNext(form.next)
    const { ip } = visitorOf(request, config.BASE_URL)
    if (email.success) await askToSignIn(tx, { email: email.data, ip, next })
    return { goTo: '/my/sign-in?sent=1' }
  },
})

const params = z.strictObject({ secret: line(100) })

// A machine that follows the link sees a button; only pressing it uses the link up.
const follow = openPage({
  method: 'GET',
  path: '/my/sign-in/:secret',
  permission,
  params,
  query,
  handle: async ({ db, params: { secret }, query: { next } }) => ({
    html: renderSignIn({
      ...(await frame(db)),
      ...{ step: 'press', action: `/my/sign-in/${encodeURIComponent(secret)}`, next: safeNext(next) },
    }),
  }),
})

const enter = openPage({
  method: 'POST',
  path: '/my/sign-in/:secret',
  permission,
  params,
  form: z.strictObject({ next: z.string().max(200).optional() }),
  handle: async ({ tx, request, config, params: { secret }, form }) => {
    const formerSecret = cookieOf(request, customerCookieName(config.BASE_URL)) ?? null
    const visitor = { ...visitorOf(request, config.BASE_URL), formerSecret }
    const session = await signIn(tx, secret, visitor)
    if (session !== null) return { goTo: safeNext(form.next), session }
    const page = {
      ...(await frame(tx)),
      step: 'spent',
      action: '/my/sign-in',
      next: safeNext(form.next),
    } as const
    return { html: renderSignIn(page), status: 410 }
  },
})

const leave = customerPage({
  method: 'POST',
  path: '/my/sign-out',
  permission: portalPermissions.own,
  handle: async ({ tx, actor, request, config }) => {
    const secret = cookieOf(request, customerCookieName(config.BASE_URL))
    if (secret) await revokeSessions(tx, { secret })
    const objects = [{ type: 'customer', id: actor.customerId }]
    await announce(tx, portalAnnouncements.signedOut, { actor, objects, attributes: {} })
    return { goTo: '/my/sign-in', session: null }
  },
})

export const signInPages = [knock, ask, follow, enter, leave]
