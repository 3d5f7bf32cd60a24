import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { comeBack } from '../actions/come-back.ts'
import { planDuty } from '../actions/plan-duty.ts'
import { tellAbsence } from '../actions/tell-absence.ts'
import { absenceSchema, newAbsenceSchema, newRotaSchema, peoplePermissions, rotaSchema } from '../contract.ts'
import { absencesFrom } from '../queries/absences.ts'
import { allRotas } from '../queries/duty.ts'

const { read, ownAccount, planDuty: plan } = peoplePermissions

/** Who answers for a team when, and who stands in for whom. */
export const dutyRoutes = [
  staffRoute({
    method: 'GET',
    path: '/rotas',
    permission: read,
    summary: 'The turns of duty of each team, and who is on duty now',
    reply: z.object({ items: z.array(rotaSchema) }),
    handle: async ({ db }) => ({ items: await allRotas(db) }),
  }),
  staffRoute({
    method: 'PUT',
    path: '/teams/:teamId/rota',
    permission: plan,
    summary: 'Plan the turns of duty of a team',
    params: z.strictObject({ teamId: idText }),
    body: newRotaSchema,
    reply: rotaSchema,
    handle: ({ tx, actor, params: { teamId }, ifMatch, body }) => planDuty(tx, actor, teamId, ifMatch, body),
  }),
  staffRoute({
    method: 'GET',
    path: '/absences',
    permission: read,
    summary: 'Who is away now or will be, and who stands in',
    reply: z.object({ items: z.array(absenceSchema) }),
    handle: async ({ db }) => ({ items: await absencesFrom(db, new Date()) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/absences',
    permission: ownAccount,
    summary: 'Say that you, or as a lead a colleague of your teams, will be away',
    body: newAbsenceSchema,
    reply: absenceSchema,
    status: 201,
    handle: ({ tx, actor, body }) => tellAbsence(tx, actor, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/absences/:absenceId',
    permission: ownAccount,
    summary: 'End an absence, or take one back that has not begun',
    params: z.strictObject({ absenceId: idText }),
    reply: noContent,
    handle: async ({ tx, actor, params: { absenceId } }) => {
      await comeBack(tx, actor, absenceId)
      return null
    },
  }),
]
