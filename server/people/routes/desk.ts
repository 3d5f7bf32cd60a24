import { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { changeSettings } from '../actions/change-settings.ts'
import { endToken } from '../actions/end-token.ts'
import { showToken } from '../actions/issue-token.ts'
import { makeToken } from '../actions/make-token.ts'
import {
  changeDeskSettingsSchema,
  deskSettingsSchema,
  madeTokenSchema,
  newTokenSchema,
  peoplePermissions,
  tokenSchema,
} from '../contract.ts'
import { deskSettings } from '../queries/settings.ts'
import { allTokens } from '../queries/tokens.ts'

const { manageSettings, manageTokens } = peoplePermissions

/** The desk as a whole: its settings and the tokens of other programs. */
export const deskRoutes = [
  staffRoute({
    method: 'GET',
    path: '/settings',
    permission: manageSettings,
    summary: 'Name, time zone and language of the organisation',
    reply: deskSettingsSchema,
    handle: async ({ db }) => {
      const settings = await deskSettings(db)
      if (!settings) throw platformErrors.notFound()
      return settings
    },
  }),
  staffRoute({
    method: 'PATCH',
    path: '/settings',
    permission: manageSettings,
    summary: 'Change them',
    body: changeDeskSettingsSchema,
    reply: deskSettingsSchema,
    handle: async ({ tx, actor, ifMatch, body }) => changeSettings(tx, actor, ifMatch, body),
  }),
  staffRoute({
    method: 'GET',
    path: '/tokens',
    permission: manageTokens,
    summary: 'All API tokens, without their secrets',
    reply: z.object({ items: z.array(tokenSchema) }),
    handle: async ({ db }) => ({ items: (await allTokens(db)).map(showToken) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/tokens',
    permission: manageTokens,
    summary: 'Make an API token in your name',
    body: newTokenSchema,
    reply: madeTokenSchema,
    status: 201,
    secret: true,
    handle: async ({ tx, actor, body }) => makeToken(tx, actor, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/tokens/:tokenId',
    permission: manageTokens,
    summary: 'Revoke an API token',
    params: z.strictObject({ tokenId: idText }),
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await endToken(tx, actor, params.tokenId)
      return null
    },
  }),
]
