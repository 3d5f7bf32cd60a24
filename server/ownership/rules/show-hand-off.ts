import { isLead } from '../../platform/contract/permission.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { HandOff } from '../contract.ts'
import type { HandOffRow } from '../queries/hand-offs.ts'

/** A hand-off as its reader sees it. */
export const toHandOff = (row: HandOffRow, actor: StaffActor): HandOff => ({
  id: row.id,
  caseId: row.case_id,
  from: { id: row.from_id, name: row.from_name },
  fromTeam: { id: row.from_team_id, name: row.from_team_name },
  to: { id: row.to_id, name: row.to_name },
  toTeam: { id: row.to_team_id, name: row.to_team_name },
  offeredBy:
    row.offered_by === null ? null : { id: row.offered_by, name: row.offered_by_name ?? row.from_name },
  brief: {
    need: row.need,
    done: row.done,
    promised: row.promised,
    nextStep: row.next_step,
    feeling: row.feeling,
  },
  tellCustomer: row.tell_customer,
  // The database keeps it to what the contract says.
  state: row.state as HandOff['state'],
  offeredAt: row.offered_at.toISOString(),
  answerBy: row.answer_by.toISOString(),
  answeredAt: row.answered_at?.toISOString() ?? null,
  answerWords: row.answer_words,
  escalatedFromId: row.escalated_from_id,
  may: {
    answer: row.state === 'offered' && row.to_id === actor.staffId,
    withdraw: row.state === 'offered' && mayWithdraw(row, actor),
  },
})

/** Who may take an offer back: whose case it is, who offered it, and a lead. */
export const mayWithdraw = ({ from_id, offered_by }: HandOffRow, actor: StaffActor): boolean =>
  from_id === actor.staffId || offered_by === actor.staffId || isLead(actor)
