import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { changeStaff } from '../actions/change-staff.ts'
import { invite } from '../actions/invite.ts'
import { inviteAgain } from '../actions/invite-again.ts'
import { makeResetLink } from '../actions/make-reset-link.ts'
import { removeSecondStepOf } from '../actions/remove-second-step-of.ts'
import {
  changeStaffSchema,
  invitationSchema,
  invitedSchema,
  linkSchema,
  peoplePermissions,
  staffSchema,
} from '../contract.ts'
import { allStaff } from '../queries/staff.ts'

const { read, manage } = peoplePermissions
const params = z.strictObject({ staffId: idText })

/** Who works here. */
export const staffRoutes = [
  staffRoute({
    method: 'GET',
    path: '/staff',
    permission: read,
    summary: 'Everybody who works or worked here',
    reply: z.object({ items: z.array(staffSchema) }),
    handle: async ({ db }) => ({ items: await allStaff(db) }),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/staff/:staffId',
    permission: manage,
    summary: 'Change address, role, reach or teams, or switch somebody off',
    params,
    body: changeStaffSchema,
    reply: staffSchema,
    handle: async ({ tx, actor, params, ifMatch, body }) =>
      changeStaff(tx, actor, params.staffId, ifMatch, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/invitations',
    permission: manage,
    summary: 'Invite a colleague',
    body: invitationSchema,
    reply: invitedSchema,
    status: 201,
    secret: true,
    handle: async ({ tx, actor, config, body }) => invite(tx, actor, config.BASE_URL, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/staff/:staffId/invitation',
    permission: manage,
    summary: 'Make a new link for an invited colleague',
    params,
    reply: linkSchema,
    status: 201,
    secret: true,
    handle: async ({ tx, actor, config, params }) => inviteAgain(tx, actor, config.BASE_URL, params.staffId),
  }),
  staffRoute({
    method: 'POST',
    path: '/staff/:staffId/password-reset',
    permission: manage,
    summary: 'Make a link by which a colleague chooses a new password',
    params,
    reply: linkSchema,
    status: 201,
    secret: true,
    handle: async ({ tx, actor, config, params }) =>
      makeResetLink(tx, actor, config.BASE_URL, params.staffId),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/staff/:staffId/totp',
    permission: manage,
    summary: 'Turn the second step of a colleague off who lost it',
    params,
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await removeSecondStepOf(tx, actor, params.staffId)
      return null
    },
  }),
]
