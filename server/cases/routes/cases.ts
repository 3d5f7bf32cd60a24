import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { changeCase } from '../actions/change-case.ts'
import { closeCase } from '../actions/close-case.ts'
import { openByHand } from '../actions/open-by-hand.ts'
import { reopenCase } from '../actions/reopen-case.ts'
import { takeCase } from '../actions/take-case.ts'
import { casePermissions, caseSchema, changeCaseSchema, closeSchema, newCaseSchema } from '../contract.ts'
import { clearAttention } from '../queries/attentions.ts'
import { openCasePage } from '../queries/case-page.ts'
import { caseForActor } from '../queries/visibility.ts'

const params = z.strictObject({ caseId: idText })

const add = staffRoute({
  method: 'POST',
  path: '/cases',
  permission: casePermissions.write,
  summary: 'Open a case with its first contact, by any channel',
  body: newCaseSchema,
  reply: caseSchema,
  status: 201,
  bodyLimit: 2 * 1024 * 1024,
  handle: async ({ tx, actor, body }) => {
    const { caseId } = await openByHand(tx, actor, body)
    return openCasePage(tx, actor, caseId)
  },
})

const open = staffRoute({
  method: 'GET',
  path: '/cases/:caseId',
  permission: casePermissions.read,
  summary: 'A case with all its screen needs beside the conversation',
  params,
  reply: caseSchema,
  handle: ({ db, actor, params: { caseId } }) => openCasePage(db, actor, caseId),
})

const change = staffRoute({
  method: 'PATCH',
  path: '/cases/:caseId',
  permission: casePermissions.write,
  summary: 'Change need, customer, tags or own fields',
  params,
  body: changeCaseSchema,
  reply: caseSchema,
  handle: ({ tx, actor, params: { caseId }, ifMatch, body }) => changeCase(tx, actor, caseId, ifMatch, body),
})

const take = staffRoute({
  method: 'POST',
  path: '/cases/:caseId/owner',
  permission: casePermissions.write,
  summary: 'Take a case that is held on duty',
  params,
  reply: caseSchema,
  handle: async ({ tx, actor, params: { caseId } }) => {
    await takeCase(tx, actor, caseId)
    return openCasePage(tx, actor, caseId)
  },
})

const close = staffRoute({
  method: 'POST',
  path: '/cases/:caseId/closure',
  permission: casePermissions.close,
  summary: 'Close a case without a solution, with a reason',
  params,
  body: closeSchema,
  reply: caseSchema,
  handle: async ({ tx, actor, params: { caseId }, body }) => {
    await closeCase(tx, actor, caseId, body)
    return openCasePage(tx, actor, caseId)
  },
})

const reopen = staffRoute({
  method: 'DELETE',
  path: '/cases/:caseId/closure',
  permission: casePermissions.write,
  summary: 'Open a finished case again',
  params,
  reply: caseSchema,
  handle: async ({ tx, actor, params: { caseId } }) => {
    await reopenCase(tx, actor, caseId)
    return openCasePage(tx, actor, caseId)
  },
})

const seen = staffRoute({
  method: 'POST',
  path: '/cases/:caseId/seen',
  permission: casePermissions.read,
  summary: 'I have looked after what called me to this case',
  params,
  reply: noContent,
  handle: async ({ tx, actor, params: { caseId } }) => {
    await caseForActor(tx, actor, caseId)
    await clearAttention(tx, caseId, actor.staffId)
    return null
  },
})

export const caseRoutes = [add, open, change, take, close, reopen, seen]
