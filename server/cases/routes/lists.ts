import { staffRoute } from '../../platform/http/route.ts'
import { casePageSchema, casePermissions, casesQuery, listCountsSchema } from '../contract.ts'
import { COUNT_CAP, countLists, listCases } from '../queries/lists.ts'

const list = staffRoute({
  method: 'GET',
  path: '/cases',
  permission: casePermissions.read,
  summary: 'A list of cases, by what needs somebody next',
  query: casesQuery,
  reply: casePageSchema,
  handle: ({ db, actor, query: { after, limit, ...asked } }) => listCases(db, actor, asked, { after, limit }),
})

const counts = staffRoute({
  method: 'GET',
  path: '/cases/counts',
  permission: casePermissions.read,
  summary: 'How many cases stand in each list',
  reply: listCountsSchema,
  handle: async ({ db, actor }) => ({ counts: await countLists(db, actor), cap: COUNT_CAP }),
})

export const listRoutes = [list, counts]
