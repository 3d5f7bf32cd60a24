import type { Route } from '../../platform/http/route.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { casePermissions, searchPageSchema, searchQuery } from '../contract.ts'
import { search } from '../search/search.ts'

export const searchRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/search',
    permission: casePermissions.read,
    summary: 'Find cases, messages, notes, files and customers, as you type',
    query: searchQuery,
    reply: searchPageSchema,
    handle: ({ db, actor, query }) => search(db, actor, query),
  }),
]
