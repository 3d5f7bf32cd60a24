import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { tellPresence } from '../actions/tell-presence.ts'
import {
  casePermissions,
  draftModeQuery,
  draftSchema,
  draftsSchema,
  presenceSchema,
  presentSchema,
  saveDraftSchema,
} from '../contract.ts'
import { draftsOf, saveDraft } from '../queries/drafts.ts'
import { deleteDraft } from '../queries/end-draft.ts'
import { presentAt } from '../queries/presence.ts'
import { caseForActor } from '../queries/visibility.ts'

const params = z.strictObject({ caseId: idText })

const drafts = staffRoute({
  method: 'GET',
  path: '/cases/:caseId/drafts',
  permission: casePermissions.read,
  summary: 'What you were writing on this case',
  params,
  reply: draftsSchema,
  handle: async ({ db, actor, params: { caseId } }) => {
    await caseForActor(db, actor, caseId)
    return { items: await draftsOf(db, caseId, actor.staffId) }
  },
})

const keepDraft = staffRoute({
  method: 'PUT',
  path: '/cases/:caseId/draft',
  permission: casePermissions.write,
  summary: 'Keep what you are writing',
  params,
  body: saveDraftSchema,
  reply: draftSchema,
  bodyLimit: 2 * 1024 * 1024,
  handle: async ({ tx, actor, params: { caseId }, body }) => {
    await caseForActor(tx, actor, caseId)
    const updatedAt = await saveDraft(tx, caseId, actor.staffId, body)
    return { ...body, updatedAt: updatedAt.toISOString() }
  },
})

const dropDraft = staffRoute({
  method: 'DELETE',
  path: '/cases/:caseId/draft',
  permission: casePermissions.write,
  summary: 'Throw away what you were writing',
  params,
  query: draftModeQuery,
  reply: noContent,
  handle: async ({ tx, actor, params: { caseId }, query: { mode } }) => {
    await caseForActor(tx, actor, caseId)
    await deleteDraft(tx, caseId, actor.staffId, mode)
    return null
  },
})

const beHere = staffRoute({
  method: 'PUT',
  path: '/presence',
  permission: casePermissions.read,
  summary: 'Show colleagues that you look at a case, write there, or have left',
  body: presenceSchema,
  reply: noContent,
  handle: async ({ tx, actor, body }) => {
    await tellPresence(tx, actor, body)
    return null
  },
})

const present = staffRoute({
  method: 'GET',
  path: '/cases/:caseId/presence',
  permission: casePermissions.read,
  summary: 'Who is at this case now',
  params,
  reply: presentSchema,
  handle: async ({ db, actor, params: { caseId } }) => {
    await caseForActor(db, actor, caseId)
    return { items: await presentAt(db, caseId) }
  },
})

export const writingRoutes = [drafts, keepDraft, dropDraft, beHere, present]
