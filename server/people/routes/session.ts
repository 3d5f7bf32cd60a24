import { noContent } from '../../platform/contract/schemas.ts'
import type { Database } from '../../platform/db/pool.ts'
import { openRoute, type RouteContext, staffRoute } from '../../platform/http/route.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import {
  clearSessionCookie,
  setBrowserCookie,
  setSessionCookie,
  visitorOf,
} from '../../platform/identity/cookies.ts'
import { revokeSessions } from '../../platform/identity/sessions.ts'
import { acceptInvitation } from '../actions/accept-invitation.ts'
import { askForReset } from '../actions/ask-for-reset.ts'
import type { OpenedSession } from '../actions/open-session.ts'
import { resetPassword } from '../actions/reset-password.ts'
import { setUp } from '../actions/set-up.ts'
import { showSession } from '../actions/show-session.ts'
import { signIn } from '../actions/sign-in.ts'
import {
  acceptInvitationSchema,
  peoplePermissions,
  resetRequestSchema,
  resetSchema,
  sessionSchema,
  setupSchema,
  setupStateSchema,
  signInSchema,
} from '../contract.ts'
import { deskSettings } from '../queries/settings.ts'

const { anyone, ownAccount } = peoplePermissions

/** Hands a new session to the browser and answers who it belongs to. */
const welcome = (context: RouteContext<Actor>, db: Database, { secret, accountId, actor }: OpenedSession) => {
  const { reply, config, seal } = context
  setSessionCookie(reply, config.BASE_URL, secret)
  setBrowserCookie(reply, config.BASE_URL, seal, accountId)
  return showSession(db, actor, config.UNDO_SECONDS)
}

const visitor = ({ request, config }: RouteContext<Actor>) => visitorOf(request, config.BASE_URL)

export const sessionRoutes = [
  openRoute({
    method: 'GET',
    path: '/setup',
    permission: anyone,
    summary: 'Whether this desk still has to be set up',
    reply: setupStateSchema,
    handle: async ({ db }) => ({ needed: (await deskSettings(db)) === undefined }),
  }),
  openRoute({
    method: 'POST',
    path: '/setup',
    permission: anyone,
    summary: 'Set the desk up, with the one-time link printed at its start',
    body: setupSchema,
    reply: sessionSchema,
    handle: async (context) =>
      welcome(context, context.tx, await setUp(context.tx, visitor(context), context.body)),
  }),
  staffRoute({
    method: 'GET',
    path: '/session',
    permission: ownAccount,
    summary: 'Who you are and what you may do',
    reply: sessionSchema,
    handle: async ({ db, actor, config }) => showSession(db, actor, config.UNDO_SECONDS),
  }),
  openRoute({
    method: 'POST',
    path: '/session',
    permission: anyone,
    summary: 'Sign in',
    body: signInSchema,
    reply: sessionSchema,
    transaction: false,
    handle: async (context) =>
      welcome(context, context.db, await signIn(context, visitor(context), context.body)),
  }),
  openRoute({
    method: 'DELETE',
    path: '/session',
    permission: anyone,
    summary: 'Sign out',
    reply: noContent,
    handle: async (context) => {
      const { formerSecret } = visitor(context)
      if (formerSecret !== null) await revokeSessions(context.tx, { secret: formerSecret })
      clearSessionCookie(context.reply, context.config.BASE_URL)
      return null
    },
  }),
  openRoute({
    method: 'POST',
    path: '/password-resets',
    permission: anyone,
    summary: 'Ask for a link to choose a new password',
    body: resetRequestSchema,
    reply: noContent,
    handle: async (context) => {
      await askForReset(context.tx, visitor(context), context.body.email)
      return null
    },
  }),
  openRoute({
    method: 'PUT',
    path: '/password-resets',
    permission: anyone,
    summary: 'Choose a new password with such a link',
    body: resetSchema,
    reply: noContent,
    handle: async ({ tx, body, reply, config, seal }) => {
      const accountId = await resetPassword(tx, body)
      setBrowserCookie(reply, config.BASE_URL, seal, accountId)
      return null
    },
  }),
  openRoute({
    method: 'POST',
    path: '/invitations/acceptance',
    permission: anyone,
    summary: 'Accept an invitation and sign in',
    body: acceptInvitationSchema,
    reply: sessionSchema,
    handle: async (context) =>
      welcome(context, context.tx, await acceptInvitation(context.tx, visitor(context), context.body)),
  }),
]
