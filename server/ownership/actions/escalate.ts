import { callAttention, type LockedCase } from '../../cases/index.ts'
import { absenceAt, dutyLeadOf, findTeam } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import type { HandOffRow } from '../queries/hand-offs.ts'
import { isLeaving } from '../queries/leavings.ts'
import { isAtRest } from '../rules/under-way.ts'
import { makeOffer } from './offer-case.ts'

const ANSWER_MS = 2 * 3_600_000

/**
 * Takes an offer that came to nothing to the lead on duty of the receiver's team, once. When there is nobody
 * further to ask, the giver and that lead are called to the case. The giver stays its owner in any case.
 */
export const escalate = async (tx: Tx, row: LockedCase, offer: HandOffRow): Promise<void> => {
  if (isAtRest(row)) return
  const { to_team_id: teamId, need, done, promised, next_step: nextStep, feeling } = offer
  const lead = await leadBeyond(tx, offer)
  if (lead !== null && offer.escalated_from_id === null) {
    await makeOffer(tx, systemActor('ownership'), row, {
      to: { staffId: lead, teamId },
      brief: { need, done, promised, nextStep, feeling },
      tellCustomer: offer.tell_customer,
      answerBy: new Date(Date.now() + ANSWER_MS),
      escalatedFromId: offer.id,
    })
    return
  }
  await callAttention(tx, row.id, [offer.from_id], 'hand-off-answered')
  const onDuty = await dutyLeadOf(tx, teamId)
  if (onDuty !== undefined && onDuty !== offer.from_id)
    await callAttention(tx, row.id, [onDuty], 'hand-off-answered', 'A hand-off to your team came to nothing')
}

/** Whoever is on duty in the receiver's team, or its lead; nobody who gives, was asked already, or is not here. */
const leadBeyond = async (tx: Tx, offer: HandOffRow): Promise<number | null> => {
  const leads = [await dutyLeadOf(tx, offer.to_team_id), (await findTeam(tx, offer.to_team_id))?.dutyLeadId]
  for (const lead of leads) {
    if (lead === undefined || lead === offer.from_id || lead === offer.to_id) continue
    if (!(await absenceAt(tx, lead, new Date())) && !(await isLeaving(tx, lead))) return lead
  }
  return null
}
