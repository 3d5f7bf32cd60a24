import { z } from 'zod'
import { idText, noContent } from '../platform/contract/schemas.ts'
import { staffRoute } from '../platform/http/route.ts'
import { removePolicy, setPolicy, toPolicy } from './actions/set-policy.ts'
import { showClocks } from './actions/show-clocks.ts'
import { caseClocksSchema, clockPermissions, policySchema, targetsSchema } from './contract.ts'
import { currentPolicies, type Scope } from './queries/policies.ts'

const { read, manage } = clockPermissions
const nothing = z.strictObject({})
const ofTeam = z.strictObject({ teamId: idText })
const ofOrganisation = z.strictObject({ organisationId: idText })

const everybody = (): Scope => ({ teamId: null, organisationId: null })
const team = ({ teamId }: z.output<typeof ofTeam>): Scope => ({ teamId, organisationId: null })
const organisation = ({ organisationId }: z.output<typeof ofOrganisation>): Scope => ({
  teamId: null,
  organisationId,
})

/** The two routes of a policy, below what it is for. */
const policyRoutes = <P extends z.ZodType>(
  path: `/${string}`,
  who: string,
  params: P,
  scopeOf: (params: z.output<P>) => Scope,
) => [
  staffRoute({
    method: 'PUT',
    path,
    permission: manage,
    summary: `Set how long customers may wait, ${who}`,
    params,
    body: targetsSchema,
    reply: policySchema,
    handle: ({ tx, actor, params, ifMatch, body }) =>
      setPolicy(tx, actor, scopeOf(params as z.output<P>), ifMatch, body),
  }),
  staffRoute({
    method: 'DELETE',
    path,
    permission: manage,
    summary: `Let the wider targets count again, ${who}`,
    params,
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await removePolicy(tx, actor, scopeOf(params as z.output<P>))
      return null
    },
  }),
]

export const routes = [
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/clocks',
    permission: read,
    summary: 'How long the customer waited: working time, calendar time, longest silence',
    params: z.strictObject({ caseId: idText }),
    reply: caseClocksSchema,
    handle: ({ db, actor, params }) => showClocks(db, actor, params.caseId, new Date()),
  }),
  staffRoute({
    method: 'GET',
    path: '/clock-policies',
    permission: read,
    summary: 'How long customers may wait',
    reply: z.object({ items: z.array(policySchema) }),
    handle: async ({ db }) => ({ items: (await currentPolicies(db)).map(toPolicy) }),
  }),
  ...policyRoutes('/clock-policy', 'for everybody', nothing, everybody),
  ...policyRoutes('/teams/:teamId/clock-policy', 'for a team', ofTeam, team),
  ...policyRoutes(
    '/organisations/:organisationId/clock-policy',
    'for an organisation',
    ofOrganisation,
    organisation,
  ),
]
