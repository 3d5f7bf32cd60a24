import { z } from 'zod'
import { caseForActor } from '../cases/index.ts'
import { idText, noContent } from '../platform/contract/schemas.ts'
import type { Database } from '../platform/db/pool.ts'
import { staffRoute } from '../platform/http/route.ts'
import type { StaffActor } from '../platform/identity/actor.ts'
import { answerConsult } from './actions/answer.ts'
import { askForHelp } from './actions/ask-for-help.ts'
import { declineConsult } from './actions/decline.ts'
import { withdrawConsult } from './actions/withdraw.ts'
import {
  answerSchema,
  type Consult,
  consultListSchema,
  consultPermissions,
  newConsultsSchema,
  refusalSchema,
} from './contract.ts'
import { consultsOf } from './queries/consults.ts'
import { toConsult } from './rules/show-consult.ts'

const { read, write } = consultPermissions
const ofCase = z.strictObject({ caseId: idText })
const ofConsult = z.strictObject({ consultId: idText })

const listOf = async (db: Database, actor: StaffActor, caseId: number): Promise<Consult[]> => {
  const { owner_id: ownerId } = await caseForActor(db, actor, caseId)
  return (await consultsOf(db, caseId)).map((row) => toConsult(row, ownerId, actor))
}

export const routes = [
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/consults',
    permission: read,
    summary: 'Who was asked for help with a case, newest first, and what they answered',
    params: ofCase,
    reply: consultListSchema,
    handle: async ({ db, actor, params: { caseId } }) => ({ items: await listOf(db, actor, caseId) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/consults',
    permission: write,
    summary: 'Ask colleagues or teams into a case with a question; its owner stays its owner',
    params: ofCase,
    body: newConsultsSchema,
    reply: consultListSchema,
    status: 201,
    handle: async ({ tx, actor, params: { caseId }, body: { to, ...wanted } }) => {
      const made = new Set<number>()
      for (const one of to) made.add((await askForHelp(tx, actor, { caseId, to: one, ...wanted })).consultId)
      return { items: (await listOf(tx, actor, caseId)).filter(({ id }) => made.has(id)) }
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/consults/:consultId/answer',
    permission: write,
    summary: 'Answer what you or your team are asked; the answer is a note of the case',
    params: ofConsult,
    body: answerSchema,
    reply: noContent,
    handle: async ({ tx, actor, params: { consultId }, body: { words } }) => {
      await answerConsult(tx, actor, consultId, words)
      return null
    },
  }),
  staffRoute({
    method: 'POST',
    path: '/consults/:consultId/refusal',
    permission: write,
    summary: 'Say that you cannot help, and why',
    params: ofConsult,
    body: refusalSchema,
    reply: noContent,
    handle: async ({ tx, actor, params: { consultId }, body: { words } }) => {
      await declineConsult(tx, actor, consultId, words)
      return null
    },
  }),
  staffRoute({
    method: 'DELETE',
    path: '/consults/:consultId',
    permission: write,
    summary: 'Take a question back that was not answered yet',
    params: ofConsult,
    reply: noContent,
    handle: async ({ tx, actor, params: { consultId } }) => {
      await withdrawConsult(tx, actor, consultId)
      return null
    },
  }),
]
