import type { z } from 'zod'
import type { Announcement } from '../../platform/contract/announcement.ts'
import { leadsAndUp } from '../../platform/contract/permission.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor, StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import type { HandOff } from '../contract.ts'
import type { HandOffRow } from '../queries/hand-offs.ts'

const leads: ReadonlySet<string> = new Set(leadsAndUp)

/** Whether somebody may act in place of an owner. */
export const isLead = ({ role }: StaffActor): boolean => leads.has(role)

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

/** Announces something of a hand-off: who gives, who receives, and what else there is to say. */
export const about = async <A extends z.ZodType>(
  tx: Tx,
  actor: Actor,
  row: HandOffRow,
  announcement: Announcement<A>,
  more: Record<string, unknown>,
): Promise<void> => {
  const attributes = {
    handOffId: row.id,
    fromStaffId: row.from_id,
    fromName: row.from_name,
    fromTeamId: row.from_team_id,
    toStaffId: row.to_id,
    toName: row.to_name,
    toTeamId: row.to_team_id,
    ...more,
  }
  await announce(tx, announcement, {
    actor,
    caseId: row.case_id,
    objects: [
      { type: 'case', id: row.case_id },
      { type: 'hand-off', id: row.id },
      { type: 'staff', id: row.from_id, qualifier: 'giver' },
      { type: 'staff', id: row.to_id, qualifier: 'receiver' },
    ],
    attributes: attributes as z.input<A>,
  })
}
