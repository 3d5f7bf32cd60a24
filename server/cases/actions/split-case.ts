import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { caseAnnouncements, type Regrouping, type splitSchema } from '../contract.ts'
import { lockCase, refuseMerged } from '../queries/case-row.ts'
import { nothingMoved, standOf } from '../queries/moved.ts'
import { openCase } from '../queries/open-case.ts'
import { uniteParticipants } from '../queries/regrouped-people.ts'
import { firstContact, moveContacts } from '../queries/regrouping.ts'
import { settleCase } from '../queries/settle-case.ts'
import { afterGiving, afterSplitting } from '../rules/regrouping.ts'
import { chosenContacts } from './chosen-contacts.ts'
import { recordRegrouping } from './record-regrouping.ts'

/**
 * Makes a case of its own from contacts that were about another need. Its owner is the owner of the first one,
 * so that it is never without one, and its customer waits from when they first wrote.
 * @throws platform.not-found, cases.already-merged, cases.nothing-left
 */
export const splitCase = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  { contactIds, need }: z.output<typeof splitSchema>,
): Promise<Regrouping> => {
  const from = await lockCase(tx, actor, caseId)
  refuseMerged(from)
  const chosen = await chosenContacts(tx, from, contactIds)
  const first = await firstContact(tx, chosen)
  const to = await openCase(tx, {
    teamId: from.team_id,
    customerId: from.customer_id,
    organisationId: from.organisation_id,
    channel: first.channel,
    need,
    owner: from,
    ...(from.language !== null && { language: from.language }),
  })
  await moveContacts(tx, chosen, to.id)
  const participantIds = await uniteParticipants(tx, from.id, to.id)
  await settleCase(tx, from, (counted) => afterGiving(standOf(from), counted.unanswered_since))
  await settleCase(
    tx,
    to,
    (counted) => afterSplitting(standOf(from), from.held_on_duty, counted.unanswered_since),
    { created_at: first.started_at },
  )
  const moved = { ...nothingMoved(from, to), contactIds: chosen, participantIds }
  return recordRegrouping(tx, actor, caseAnnouncements.split, { kind: 'split', pair: { from, to }, moved })
}
