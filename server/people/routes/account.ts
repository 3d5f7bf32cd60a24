import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { beginSecondStep } from '../actions/begin-second-step.ts'
import { changePassword } from '../actions/change-password.ts'
import { changeProfile } from '../actions/change-profile.ts'
import { confirmSecondStep } from '../actions/confirm-second-step.ts'
import { endOtherSessions } from '../actions/end-other-sessions.ts'
import { endSession } from '../actions/end-session.ts'
import { listSessions } from '../actions/list-sessions.ts'
import { removeSecondStep } from '../actions/remove-second-step.ts'
import { renewRecoveryCodes } from '../actions/renew-recovery-codes.ts'
import {
  changeOwnProfileSchema,
  changePasswordSchema,
  openSessionSchema,
  peoplePermissions,
  recoveryCodesSchema,
  staffSchema,
  totpBeginSchema,
  totpConfirmedSchema,
  totpConfirmSchema,
  totpRemoveSchema,
  totpStartSchema,
} from '../contract.ts'

const { ownAccount: permission } = peoplePermissions

/** One's own account: profile, password, second step, sessions. */
export const accountRoutes = [
  staffRoute({
    method: 'PATCH',
    path: '/account',
    permission,
    summary: 'Change your name, language, time zone or signature',
    body: changeOwnProfileSchema,
    reply: staffSchema,
    handle: async ({ tx, actor, body, ifMatch }) => changeProfile(tx, actor, ifMatch, body),
  }),
  staffRoute({
    method: 'PUT',
    path: '/account/password',
    permission,
    summary: 'Change your password; signs your other sessions out',
    body: changePasswordSchema,
    reply: noContent,
    transaction: false,
    handle: async ({ db, actor, body }) => {
      await changePassword(db, actor, body)
      return null
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/account/totp',
    permission,
    summary: 'Begin the second step: a secret for an authenticator app',
    body: totpBeginSchema,
    reply: totpStartSchema,
    transaction: false,
    handle: async (context) => beginSecondStep(context, context.actor, context.body.password),
  }),
  staffRoute({
    method: 'PUT',
    path: '/account/totp',
    permission,
    summary: 'Turn the second step on with a first code',
    body: totpConfirmSchema,
    reply: totpConfirmedSchema,
    handle: async ({ tx, seal, actor, body }) => ({
      recoveryCodes: await confirmSecondStep(tx, seal, actor, body.code),
    }),
  }),
  staffRoute({
    method: 'POST',
    path: '/account/totp/recovery-codes',
    permission,
    summary: 'Get new recovery codes; the old ones end',
    body: recoveryCodesSchema,
    reply: totpConfirmedSchema,
    transaction: false,
    handle: async ({ db, actor, body }) => ({
      recoveryCodes: await renewRecoveryCodes(db, actor, body.password),
    }),
  }),
  staffRoute({
    method: 'POST',
    path: '/account/totp/removal',
    permission,
    summary: 'Turn the second step off',
    body: totpRemoveSchema,
    reply: noContent,
    transaction: false,
    handle: async ({ db, actor, body }) => {
      await removeSecondStep(db, actor, body.password)
      return null
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/sessions',
    permission,
    summary: 'Where you are signed in',
    reply: z.object({ items: z.array(openSessionSchema) }),
    handle: async ({ db, actor }) => ({ items: await listSessions(db, actor) }),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/sessions',
    permission,
    summary: 'Sign out everywhere else',
    reply: noContent,
    handle: async ({ tx, actor }) => {
      await endOtherSessions(tx, actor)
      return null
    },
  }),
  staffRoute({
    method: 'DELETE',
    path: '/sessions/:sessionId',
    permission,
    summary: 'Sign one of your sessions out',
    params: z.strictObject({ sessionId: idText }),
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await endSession(tx, actor, params.sessionId)
      return null
    },
  }),
]
