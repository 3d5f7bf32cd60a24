import { z } from 'zod'
import { idText } from '../../platform/contract/schemas.ts'
import type { Route } from '../../platform/http/route.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { mergeCases } from '../actions/merge-cases.ts'
import { moveToCase } from '../actions/move-contacts.ts'
import { splitCase } from '../actions/split-case.ts'
import { undoRegrouping } from '../actions/undo-regrouping.ts'
import {
  casePermissions,
  mergeSchema,
  moveSchema,
  regroupingListSchema,
  regroupingSchema,
  splitSchema,
} from '../contract.ts'
import { listRegroupings } from '../queries/list-regroupings.ts'

const ofCase = z.strictObject({ caseId: idText })

export const regroupingRoutes: readonly Route[] = [
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/merge',
    permission: casePermissions.write,
    summary: 'Merge a case into another',
    params: ofCase,
    body: mergeSchema,
    reply: regroupingSchema,
    status: 201,
    handle: ({ tx, actor, params, body }) => mergeCases(tx, actor, params.caseId, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/split',
    permission: casePermissions.write,
    summary: 'Make a case of its own from some contacts',
    params: ofCase,
    body: splitSchema,
    reply: regroupingSchema,
    status: 201,
    handle: ({ tx, actor, params, body }) => splitCase(tx, actor, params.caseId, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/move',
    permission: casePermissions.write,
    summary: 'Move contacts to the case in which they belong',
    params: ofCase,
    body: moveSchema,
    reply: regroupingSchema,
    status: 201,
    handle: ({ tx, actor, params, body }) => moveToCase(tx, actor, params.caseId, body),
  }),
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/regroupings',
    permission: casePermissions.read,
    summary: 'What was merged, split and moved on a case',
    params: ofCase,
    reply: regroupingListSchema,
    handle: ({ db, actor, params }) => listRegroupings(db, actor, params.caseId),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/regroupings/:regroupingId',
    permission: casePermissions.write,
    summary: 'Take a merge, split or move back',
    params: z.strictObject({ regroupingId: idText }),
    reply: regroupingSchema,
    handle: ({ tx, actor, params }) => undoRegrouping(tx, actor, params.regroupingId),
  }),
]
