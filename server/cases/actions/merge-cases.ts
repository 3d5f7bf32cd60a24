import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { caseAnnouncements, caseErrors, type mergeSchema, type Regrouping } from '../contract.ts'
import { type CasePair, lockPair } from '../queries/case-pair.ts'
import { refuseMerged, updateCase } from '../queries/case-row.ts'
import { type Moved, nothingMoved, standOf } from '../queries/moved.ts'
import { moveNeed, moveNotes } from '../queries/moving-notes.ts'
import { contactsOfCase, notesOfCase } from '../queries/parts-of-case.ts'
import { moveConcerns } from '../queries/regrouped-concerns.ts'
import { looseFacts, moveFacts } from '../queries/regrouped-facts.ts'
import { addCustomer, moveAttentions, moveDrafts, uniteParticipants } from '../queries/regrouped-people.ts'
import { moveContacts } from '../queries/regrouping.ts'
import { settleCase } from '../queries/settle-case.ts'
import { afterReceiving } from '../rules/regrouping.ts'
import { recordRegrouping } from './record-regrouping.ts'

/**
 * Merges a case into another: contacts, notes, people and drafts go along, and whoever asks for the first
 * case finds where it lives on. Time the customer has waited is kept, whichever case they waited in.
 * @throws platform.not-found, cases.same-case, cases.already-merged, cases.different-customers
 */
export const mergeCases = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  { intoCaseId, confirmDifferentCustomers }: z.output<typeof mergeSchema>,
): Promise<Regrouping> => {
  const pair = await lockPair(tx, actor, caseId, intoCaseId)
  refuseMerged(pair.from, pair.to)
  if (!confirmDifferentCustomers && differ(pair)) throw caseErrors.differentCustomers()
  const moved = await moveEverything(tx, pair)
  const { from, to } = pair
  await updateCase(tx, from, { merged_into_id: to.id })
  await settleCase(tx, to, () => afterReceiving(standOf(to), from.customer_waiting_since), {
    tags: [...to.tags, ...moved.tags],
    ...(moved.customerId !== null && {
      customer_id: from.customer_id,
      organisation_id: from.organisation_id,
    }),
  })
  return recordRegrouping(tx, actor, caseAnnouncements.merged, { kind: 'merge', pair, moved })
}

const differ = ({ from, to }: CasePair): boolean =>
  from.customer_id !== null && to.customer_id !== null && from.customer_id !== to.customer_id

const moveEverything = async (tx: Tx, pair: CasePair): Promise<Moved> => {
  const { from, to } = pair
  const contactIds = await contactsOfCase(tx, from.id)
  const noteIds = await notesOfCase(tx, from.id)
  const factIds = await looseFacts(tx, from.id)
  await moveContacts(tx, contactIds, to.id)
  await moveNotes(tx, noteIds, to.id)
  await moveFacts(tx, factIds, to.id)
  await moveNeed(tx, from.id, to.id)
  const participantIds = await uniteParticipants(tx, from.id, to.id)
  if (differ(pair) && from.customer_id !== null) {
    participantIds.push(...(await addCustomer(tx, to.id, from.customer_id)))
  }
  return {
    ...nothingMoved(from, to),
    contactIds,
    noteIds,
    factIds,
    participantIds,
    tags: from.tags.filter((tag) => !to.tags.includes(tag)),
    drafts: await moveDrafts(tx, from.id, to.id),
    attentions: await moveAttentions(tx, from.id, to.id),
    concerns: await moveConcerns(tx, from.id, to.id),
    customerId: to.customer_id === null ? from.customer_id : null,
  }
}
