import { z } from 'zod'
import { caseForActor, unsafeUnfinishedCount } from '../cases/index.ts'
import { findStaff } from '../people/index.ts'
import { platformErrors } from '../platform/contract/errors.ts'
import { idText, noContent, pageQuery } from '../platform/contract/schemas.ts'
import { staffRoute } from '../platform/http/route.ts'
import { acceptHandOff } from './actions/accept-hand-off.ts'
import { acceptMany } from './actions/accept-many.ts'
import { beginLeaving, showLeaving, stay } from './actions/leave.ts'
import { offerCase } from './actions/offer-case.ts'
import { refuseHandOff } from './actions/refuse-hand-off.ts'
import { takeOver } from './actions/take-over.ts'
import { withdrawHandOff } from './actions/withdraw-hand-off.ts'
import {
  acceptanceSchema,
  acceptancesResultSchema,
  acceptancesSchema,
  briefDraftSchema,
  handOffListSchema,
  handOffSchema,
  newHandOffSchema,
  newLeavingSchema,
  offeredPageSchema,
  ownershipPermissions,
  refusalSchema,
  takeOverSchema,
  workloadSchema,
} from './contract.ts'
import { unsafeDraft } from './queries/brief.ts'
import { handOffsOf } from './queries/hand-offs.ts'
import { offersTo } from './queries/offers.ts'
import { toHandOff } from './rules/show-hand-off.ts'

const { handOver, takeOver: mayTakeOver, letGo } = ownershipPermissions
const ofCase = z.strictObject({ caseId: idText })
const ofHandOff = z.strictObject({ handOffId: idText })
const ofPerson = z.strictObject({ staffId: idText })

const handOffRoutes = [
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/hand-offs',
    permission: handOver,
    summary: 'How the case changed hands, newest first, with each brief',
    params: ofCase,
    reply: handOffListSchema,
    handle: async ({ db, actor, params: { caseId } }) => {
      await caseForActor(db, actor, caseId)
      return { items: (await handOffsOf(db, caseId)).map((row) => toHandOff(row, actor)) }
    },
  }),
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/brief-draft',
    permission: handOver,
    summary: 'A brief for the next person, as far as the record knows it',
    params: ofCase,
    reply: briefDraftSchema,
    handle: async ({ db, actor, params: { caseId } }) => {
      await caseForActor(db, actor, caseId)
      return unsafeDraft(db, caseId)
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/hand-offs',
    permission: handOver,
    summary: 'Offer a case to a person or a team, with a brief; you own it until they accept',
    params: ofCase,
    body: newHandOffSchema,
    reply: handOffSchema,
    status: 201,
    handle: ({ tx, actor, params: { caseId }, body }) => offerCase(tx, actor, caseId, body),
  }),
  staffRoute({
    method: 'GET',
    path: '/hand-offs',
    permission: handOver,
    summary: 'The cases that are offered to you and wait for your answer, each with its brief',
    query: pageQuery,
    reply: offeredPageSchema,
    handle: ({ db, actor, query }) => offersTo(db, actor, query),
  }),
  staffRoute({
    method: 'POST',
    path: '/hand-offs/acceptances',
    permission: handOver,
    summary: 'Accept several cases that are offered to you, each by itself; says what became of each',
    body: acceptancesSchema,
    reply: acceptancesResultSchema,
    handle: ({ tx, actor, body }) => acceptMany(tx, actor, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/hand-offs/:handOffId/acceptance',
    permission: handOver,
    summary: 'Accept a case that is offered to you: you own it, and keep those of its promises that you name',
    params: ofHandOff,
    body: acceptanceSchema,
    reply: handOffSchema,
    handle: ({ tx, actor, params: { handOffId }, body }) => acceptHandOff(tx, actor, handOffId, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/hand-offs/:handOffId/refusal',
    permission: handOver,
    summary: 'Decline an offer, or send its brief back, and say why',
    params: ofHandOff,
    body: refusalSchema,
    reply: handOffSchema,
    handle: ({ tx, actor, params: { handOffId }, body }) => refuseHandOff(tx, actor, handOffId, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/hand-offs/:handOffId',
    permission: handOver,
    summary: 'Take an offer back that was not answered yet',
    params: ofHandOff,
    reply: noContent,
    handle: async ({ tx, actor, params: { handOffId } }) => {
      await withdrawHandOff(tx, actor, handOffId)
      return null
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/take-over',
    permission: mayTakeOver,
    summary: 'Become the owner of a case as a lead, with a reason the previous owner is told',
    params: ofCase,
    body: takeOverSchema,
    reply: noContent,
    handle: async ({ tx, actor, params: { caseId }, body }) => {
      await takeOver(tx, actor, caseId, body)
      return null
    },
  }),
]

const leavingRoutes = [
  staffRoute({
    method: 'GET',
    path: '/staff/:staffId/workload',
    permission: letGo,
    summary: 'How many unfinished cases somebody owns, and whether they are leaving',
    params: ofPerson,
    reply: workloadSchema,
    handle: async ({ db, params: { staffId } }) => {
      if (!(await findStaff(db, staffId))) throw platformErrors.notFound()
      const leaving = await showLeaving(db, staffId)
      return { staffId, unfinished: await unsafeUnfinishedCount(db, staffId), leaving }
    },
  }),
  staffRoute({
    method: 'PUT',
    path: '/staff/:staffId/leaving',
    permission: letGo,
    summary: 'Offer all that somebody owns to a named person, then switch them off',
    params: ofPerson,
    body: newLeavingSchema,
    reply: noContent,
    handle: async ({ tx, actor, params: { staffId }, body }) => {
      await beginLeaving(tx, actor, staffId, body)
      return null
    },
  }),
  staffRoute({
    method: 'DELETE',
    path: '/staff/:staffId/leaving',
    permission: letGo,
    summary: 'They stay after all',
    params: ofPerson,
    reply: noContent,
    handle: async ({ tx, actor, params: { staffId } }) => {
      await stay(tx, actor, staffId)
      return null
    },
  }),
]

export const routes = [...handOffRoutes, ...leavingRoutes]
