import { type Route, staffRoute } from '../../platform/http/route.ts'
import {
  ledgerPageSchema,
  ledgerQuery,
  ledgerSummaryQuery,
  ledgerSummarySchema,
  promisePermissions,
} from '../contract.ts'
import { listPromises, summarise } from '../queries/ledger.ts'

const permission = promisePermissions.read

export const ledgerRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/promises',
    permission,
    summary: 'The promises you may see, by keeper, state and time',
    query: ledgerQuery,
    reply: ledgerPageSchema,
    handle: ({ db, actor, query }) => listPromises(db, actor, query, query),
  }),
  staffRoute({
    method: 'GET',
    path: '/promises/summary',
    permission,
    summary: 'How the promises that fell due in a time were kept',
    query: ledgerSummaryQuery,
    reply: ledgerSummarySchema,
    handle: ({ db, actor, query }) => summarise(db, actor, query),
  }),
]
