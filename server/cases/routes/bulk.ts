import type { Route } from '../../platform/http/route.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { actOnMany } from '../actions/act-on-many.ts'
import { bulkResultSchema, bulkSchema, casePermissions } from '../contract.ts'

export const bulkRoutes: readonly Route[] = [
  staffRoute({
    method: 'POST',
    path: '/cases/bulk',
    permission: casePermissions.write,
    summary: 'Tag, take or close many cases, each by itself',
    body: bulkSchema,
    reply: bulkResultSchema,
    handle: ({ tx, actor, body }) => actOnMany(tx, actor, body),
  }),
]
