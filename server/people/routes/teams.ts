import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { changeTeam } from '../actions/change-team.ts'
import { makeTeam } from '../actions/make-team.ts'
import { removeTeam } from '../actions/remove-team.ts'
import { changeTeamSchema, newTeamSchema, peoplePermissions, teamSchema } from '../contract.ts'
import { allTeams } from '../queries/teams.ts'

const { read, manage } = peoplePermissions
const params = z.strictObject({ teamId: idText })

export const teamRoutes = [
  staffRoute({
    method: 'GET',
    path: '/teams',
    permission: read,
    summary: 'All teams with members, addresses and duty lead',
    reply: z.object({ items: z.array(teamSchema) }),
    handle: async ({ db }) => ({ items: await allTeams(db) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/teams',
    permission: manage,
    summary: 'Add a team',
    body: newTeamSchema,
    reply: teamSchema,
    status: 201,
    handle: async ({ tx, actor, body }) => makeTeam(tx, actor, body),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/teams/:teamId',
    permission: manage,
    summary: 'Change a team',
    params,
    body: changeTeamSchema,
    reply: teamSchema,
    handle: async ({ tx, actor, params, ifMatch, body }) =>
      changeTeam(tx, actor, params.teamId, ifMatch, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/teams/:teamId',
    permission: manage,
    summary: 'Remove a team that holds no cases',
    params,
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await removeTeam(tx, actor, params.teamId)
      return null
    },
  }),
]
