import { staffRoute } from '../../platform/http/route.ts'
import { reportCalls } from './actions/report-calls.ts'
import { callEventsSchema, reportedCallsSchema, voicePermissions } from './contract.ts'

export const routes = [
  staffRoute({
    method: 'POST',
    path: '/call-events',
    permission: voicePermissions.report,
    summary: 'Tell what happens on the telephone: ringing, answered, held, transferred, ended',
    body: callEventsSchema,
    reply: reportedCallsSchema,
    handle: async ({ tx, actor, body: { system, events } }) => ({
      items: await reportCalls(tx, actor, system, events),
    }),
  }),
]
