import { z } from 'zod'
import { idText } from '../../platform/contract/schemas.ts'
import { type Route, staffRoute } from '../../platform/http/route.ts'
import { makePromise } from '../actions/make-promise.ts'
import { nameDueTimes } from '../actions/name-due-times.ts'
import {
  casePromisesSchema,
  dueTimesQuery,
  dueTimesSchema,
  newPromiseSchema,
  promisePermissions,
  promiseSchema,
} from '../contract.ts'
import { promisesOfCase, showPromise } from '../queries/show.ts'

const params = z.strictObject({ caseId: idText })

export const caseRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/promises',
    permission: promisePermissions.read,
    summary: 'What was promised on a case, and what in your replies sounds like a promise',
    params,
    reply: casePromisesSchema,
    handle: ({ db, actor, params: { caseId } }) => promisesOfCase(db, actor, caseId),
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/promises',
    permission: promisePermissions.write,
    summary: 'Promise the customer something, by a time and with a keeper',
    params,
    body: newPromiseSchema,
    reply: promiseSchema,
    status: 201,
    handle: async ({ tx, actor, params: { caseId }, body }) =>
      showPromise(tx, actor, await makePromise(tx, actor, caseId, body)),
  }),
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/due-times',
    permission: promisePermissions.read,
    summary: 'What words such as "tomorrow by 10" mean for the customer of a case',
    params,
    query: dueTimesQuery,
    reply: dueTimesSchema,
    handle: ({ db, actor, params: { caseId }, query }) => nameDueTimes(db, actor, caseId, query.words),
  }),
]
