import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { caseAnnouncements, type moveSchema, type Regrouping } from '../contract.ts'
import { lockPair } from '../queries/case-pair.ts'
import { refuseMerged } from '../queries/case-row.ts'
import { nothingMoved, standOf } from '../queries/moved.ts'
import { addCustomer } from '../queries/regrouped-people.ts'
import { moveContacts } from '../queries/regrouping.ts'
import { settleCase } from '../queries/settle-case.ts'
import { unansweredSince } from '../queries/unanswered.ts'
import { afterGiving, afterReceiving } from '../rules/regrouping.ts'
import { chosenContacts } from './chosen-contacts.ts'
import { recordRegrouping } from './record-regrouping.ts'

/**
 * Moves contacts to the case in which they belong. Whoever wrote them may go on writing there.
 * @throws platform.not-found, cases.same-case, cases.already-merged, cases.nothing-left
 */
export const moveToCase = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  { contactIds, toCaseId }: z.output<typeof moveSchema>,
): Promise<Regrouping> => {
  const pair = await lockPair(tx, actor, caseId, toCaseId)
  const { from, to } = pair
  refuseMerged(from, to)
  const chosen = await chosenContacts(tx, from, contactIds)
  const waiting = from.customer_waiting_since === null ? null : await unansweredSince(tx, from.id, chosen)
  await moveContacts(tx, chosen, to.id)
  const stranger = from.customer_id !== null && from.customer_id !== to.customer_id
  const participantIds = stranger && from.customer_id ? await addCustomer(tx, to.id, from.customer_id) : []
  await settleCase(tx, from, (counted) => afterGiving(standOf(from), counted.unanswered_since))
  await settleCase(tx, to, () => afterReceiving(standOf(to), waiting))
  const moved = { ...nothingMoved(from, to), contactIds: chosen, participantIds }
  return recordRegrouping(tx, actor, caseAnnouncements.moved, { kind: 'move', pair, moved })
}
