import { isLead } from '../../platform/contract/permission.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Consult } from '../contract.ts'
import type { ConsultRow } from '../queries/consults.ts'

/** A question as its reader sees it. */
export const toConsult = (row: ConsultRow, ownerId: number, actor: StaffActor): Consult => ({
  id: row.id,
  caseId: row.case_id,
  askedBy: named(row.asked_by, row.asked_by_name),
  to: { id: row.staff_id, name: row.staff_name },
  team: named(row.team_id, row.team_name),
  question: row.question,
  mayWriteToCustomer: row.may_write,
  // The database keeps these two to what the contract says.
  state: row.state as Consult['state'],
  because: row.because as Consult['because'],
  askedAt: row.asked_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  endedBy: named(row.ended_by, row.ended_by_name),
  words: row.answer ?? row.words,
  may: {
    answer: row.state === 'asked' && isAsked(row, actor),
    withdraw: row.state === 'asked' && mayWithdraw(row, ownerId, actor),
  },
})

const named = (id: number | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })

/** Whether it is this person's to answer: their own question, or their team's. */
export const isAsked = ({ staff_id, team_id }: ConsultRow, { staffId, teamIds }: StaffActor): boolean =>
  staff_id === staffId || (team_id !== null && teamIds.includes(team_id))

/** Who may take a question back: who asked it, whose case it is, and a lead. */
export const mayWithdraw = ({ asked_by }: ConsultRow, ownerId: number, actor: StaffActor): boolean =>
  asked_by === actor.staffId || ownerId === actor.staffId || isLead(actor)
