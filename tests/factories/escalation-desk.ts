import {
  type Escalation,
  escalationListSchema,
  type Guideline,
  guidelineListSchema,
  guidelineSchema,
  type NewGuideline,
} from '../../server/escalations/contract.ts'
import { handOffSchema } from '../../server/ownership/contract.ts'
import type { StaffActor } from '../../server/platform/identity/actor.ts'
import type { Visitor } from '../harness/visitor.ts'
import { type CaseDesk, createCaseDesk } from './case-desk.ts'
import { hearingOf } from './reactions.ts'
import { everyRoute } from './routes.ts'

/** A desk on which no guideline is on until a test writes one; reactions run when it says so. */
export interface EscalationDesk extends CaseDesk {
  /** Ada writes a guideline for all teams that asks the lead on duty, unless said otherwise. */
  guideline(condition: NewGuideline['condition'], more?: Partial<NewGuideline>): Promise<Guideline>
  guidelines(by?: Visitor): Promise<Guideline[]>
  escalationsOf(caseId: number, by?: Visitor): Promise<Escalation[]>
  /** Who is called to a case by a guideline, and with which words. */
  calledTo(caseId: number): Promise<{ staffId: number; words: string }[]>
  eventsOf(caseId: number): Promise<string[]>
  /** A hand-off from its owner that is accepted. */
  handOver(caseId: number, from: StaffActor, to: StaffActor, toTeamId?: number): Promise<void>
  /** Lets the room hear everything that was announced since it heard last, twice: the queue promises no less. */
  react(): Promise<void>
}

const brief = { need: 'A phone', done: 'x', promised: 'x', nextStep: 'x', feeling: 'x' }

export const createEscalationDesk = async (): Promise<EscalationDesk> => {
  const desk = await createCaseDesk(everyRoute)
  const { db } = desk.platform
  await db.insertInto('settings').values({ organisation_name: 'School' }).execute()
  await db.updateTable('guidelines').set({ is_on: false }).execute()
  const ada = await desk.at(desk.ada)
  return {
    ...desk,
    guideline: async (condition, more = {}) => {
      const said = { teamId: null, advice: 'Call them.', ask: { kind: 'lead' }, isOn: true, condition }
      const answer = await ada.post('/guidelines', { ...said, ...more })
      if (answer.status !== 201) throw new Error(answer.text)
      return answer.as(guidelineSchema)
    },
    guidelines: async (by = ada) => (await by.get('/guidelines')).as(guidelineListSchema).items,
    escalationsOf: async (caseId, by = ada) =>
      (await by.get(`/cases/${caseId}/escalations`)).as(escalationListSchema).items,
    calledTo: (caseId) =>
      db
        .selectFrom('attentions')
        .select(['staff_id as staffId', 'words'])
        .where('case_id', '=', caseId)
        .where('reason', '=', 'escalation')
        .orderBy('staff_id')
        .execute(),
    eventsOf: async (caseId) => {
      const rows = await db
        .selectFrom('journal')
        .select('type')
        .where('case_id', '=', caseId)
        .where('type', 'like', 'escalations.%')
        .orderBy('seq')
        .execute()
      return rows.map(({ type }) => type)
    },
    handOver: async (caseId, from, to, toTeamId) => {
      const giver = await desk.at(from)
      const offer = { brief, toStaffId: to.staffId, ...(toTeamId !== undefined && { toTeamId }) }
      const made = await giver.post(`/cases/${caseId}/hand-offs`, offer)
      if (made.status !== 201) throw new Error(made.text)
      const { id } = made.as(handOffSchema)
      const accepted = await (await desk.at(to)).post(`/hand-offs/${id}/acceptance`, {})
      if (accepted.status !== 200) throw new Error(accepted.text)
    },
    react: hearingOf(desk.platform, 'escalations'),
  }
}
