import { z } from 'zod'
import { idText, noContent } from '../platform/contract/schemas.ts'
import { staffRoute } from '../platform/http/route.ts'
import { answerEscalation } from './actions/answer.ts'
import { changeGuideline } from './actions/change-guideline.ts'
import { removeGuideline } from './actions/remove-guideline.ts'
import { showEscalations } from './actions/show-escalations.ts'
import { showGuidelines } from './actions/show-guidelines.ts'
import { writeGuideline } from './actions/write-guideline.ts'
import {
  answerSchema,
  changeGuidelineSchema,
  escalationListSchema,
  escalationPermissions,
  escalationSchema,
  guidelineListSchema,
  guidelineSchema,
  newGuidelineSchema,
} from './contract.ts'

const { read, answer, manage } = escalationPermissions
const ofGuideline = z.strictObject({ guidelineId: idText })

export const routes = [
  staffRoute({
    method: 'GET',
    path: '/guidelines',
    permission: read,
    summary: 'When help is asked for, and how soon it came',
    reply: guidelineListSchema,
    handle: ({ db, actor }) => showGuidelines(db, actor, new Date()),
  }),
  staffRoute({
    method: 'POST',
    path: '/guidelines',
    permission: manage,
    summary: 'Write an escalation guideline for a team, or for all teams',
    body: newGuidelineSchema,
    reply: guidelineSchema,
    status: 201,
    handle: ({ tx, actor, body }) => writeGuideline(tx, actor, body),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/guidelines/:guidelineId',
    permission: manage,
    summary: 'Change an escalation guideline, or switch it on or off',
    params: ofGuideline,
    body: changeGuidelineSchema,
    reply: guidelineSchema,
    handle: ({ tx, actor, params, ifMatch, body }) =>
      changeGuideline(tx, actor, params.guidelineId, ifMatch, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/guidelines/:guidelineId',
    permission: manage,
    summary: 'Remove an escalation guideline; whoever is asked already is still asked',
    params: ofGuideline,
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await removeGuideline(tx, actor, params.guidelineId)
      return null
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/escalations',
    permission: read,
    summary: 'What the guidelines asked for on a case, and what was answered',
    params: z.strictObject({ caseId: idText }),
    reply: escalationListSchema,
    handle: ({ db, actor, params }) => showEscalations(db, actor, params.caseId),
  }),
  staffRoute({
    method: 'POST',
    path: '/escalations/:escalationId/answer',
    permission: answer,
    summary: 'Say what was done when a guideline asked for help',
    params: z.strictObject({ escalationId: idText }),
    body: answerSchema,
    reply: escalationSchema,
    handle: ({ tx, actor, params, body }) => answerEscalation(tx, actor, params.escalationId, body),
  }),
]
