import { z } from 'zod'
import { casePermissions } from '../../cases/contract.ts'
import { caseForActor } from '../../cases/index.ts'
import { idText } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { changeSettings } from '../actions/change-settings.ts'
import { propose } from '../actions/propose.ts'
import { recordSpoken } from '../actions/record-spoken.ts'
import { showSolution } from '../actions/show-solution.ts'
import { withdraw } from '../actions/withdraw.ts'
import {
  changeSolutionSettingsSchema,
  proposeSchema,
  solutionListSchema,
  solutionPermissions,
  solutionSchema,
  solutionSettingsSchema,
  spokenSchema,
} from '../contract.ts'
import { solutionSettings } from '../queries/settings.ts'
import { solutionsOf } from '../queries/solutions.ts'

const params = z.strictObject({ caseId: idText })

export const staffRoutes = [
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/solutions',
    permission: casePermissions.read,
    summary: 'What was proposed as solved, newest first, and what the customer said',
    params,
    reply: solutionListSchema,
    handle: async ({ db, actor, params: { caseId } }) => {
      await caseForActor(db, actor, caseId)
      return { items: (await solutionsOf(db, caseId)).map(showSolution) }
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/solutions',
    permission: casePermissions.write,
    summary: 'Tell the customer what was done and ask whether it is solved',
    params,
    body: proposeSchema,
    reply: solutionSchema,
    status: 201,
    handle: ({ tx, actor, config, seal, params: { caseId }, body }) =>
      propose({ tx, actor, config, seal }, caseId, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/cases/:caseId/solutions/:solutionId',
    permission: casePermissions.write,
    summary: 'Take the question back: its links answer nothing any more',
    params: params.extend({ solutionId: idText }),
    reply: solutionSchema,
    handle: ({ tx, actor, params: { caseId, solutionId } }) => withdraw(tx, actor, caseId, solutionId),
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/spoken-solutions',
    permission: casePermissions.write,
    summary: 'Write down what the customer said, in their words, in a call or visit of this case',
    params,
    body: spokenSchema,
    reply: solutionSchema,
    status: 201,
    handle: ({ tx, actor, config, seal, params: { caseId }, body }) =>
      recordSpoken({ tx, actor, config, seal }, caseId, body),
  }),
  staffRoute({
    method: 'GET',
    path: '/solution-settings',
    permission: solutionPermissions.manage,
    summary: 'When customers are reminded, and when a proposal rests unconfirmed',
    reply: solutionSettingsSchema,
    handle: ({ db }) => solutionSettings(db),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/solution-settings',
    permission: solutionPermissions.manage,
    summary: 'Change them, for proposals from now on and for the next step of those that wait',
    body: changeSolutionSettingsSchema,
    reply: solutionSettingsSchema,
    handle: ({ tx, actor, ifMatch, body }) => changeSettings(tx, actor, ifMatch, body),
  }),
]
