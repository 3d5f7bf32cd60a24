import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, caseErrors, type Regrouping } from '../contract.ts'
import { type CasePair, lockPair } from '../queries/case-pair.ts'
import { updateCase } from '../queries/case-row.ts'
import { standOf } from '../queries/moved.ts'
import { moveNeed, moveNotes } from '../queries/moving-notes.ts'
import { contactsOfCase, notesOfCase } from '../queries/parts-of-case.ts'
import { lockRegrouping, markUndone, stillThere, unsafeRegroupedCases } from '../queries/regrouped.ts'
import { moveConcerns } from '../queries/regrouped-concerns.ts'
import { looseFacts, moveFacts } from '../queries/regrouped-facts.ts'
import {
  moveAttentions,
  moveDrafts,
  removeParticipants,
  returnAttentions,
  returnDrafts,
} from '../queries/regrouped-people.ts'
import { moveContacts } from '../queries/regrouping.ts'
import { settleCase } from '../queries/settle-case.ts'
import { afterReceiving, afterReturning } from '../rules/regrouping.ts'

type Recorded = NonNullable<Awaited<ReturnType<typeof lockRegrouping>>>

/**
 * Takes a merge, split or move back: what it moved returns, and both cases stand as they would without it. What
 * was said since stays where it was said.
 * @throws platform.not-found; cases.cannot-undo when something of it was moved on, or would be lost
 */
export const undoRegrouping = async (tx: Tx, actor: StaffActor, id: number): Promise<Regrouping> => {
  const cases = await unsafeRegroupedCases(tx, id)
  if (!cases) throw platformErrors.notFound()
  // The cases first, then the regrouping: everything that changes a case locks in this order.
  const pair = await lockPair(tx, actor, cases.from_case_id, cases.to_case_id)
  const recorded = await lockRegrouping(tx, id)
  if (!recorded) throw platformErrors.notFound()
  await refuseImpossible(tx, recorded, pair)
  await giveBack(tx, recorded, pair)
  if (recorded.kind === 'merge') await liveAgain(tx, recorded, pair)
  else await receiveAgain(tx, recorded, pair)
  await markUndone(tx, id, actor.staffId)
  for (const caseId of [pair.from.id, pair.to.id]) {
    const objects = [{ type: 'case', id: caseId }]
    await announce(tx, caseAnnouncements.regroupingUndone, {
      actor,
      caseId,
      objects,
      attributes: { regroupingId: id },
    })
  }
  const { kind, done_at } = recorded
  const ids = { fromCaseId: pair.from.id, toCaseId: pair.to.id }
  return { id, kind, ...ids, doneAt: done_at.toISOString(), undone: true }
}

const refuseImpossible = async (tx: Tx, { kind, moved, undone_at }: Recorded, pair: CasePair) => {
  const { from, to } = pair
  const merged = kind === 'merge' ? to.id : null
  const standing = undone_at === null && from.merged_into_id === merged && to.merged_into_id === null
  if (!standing || !(await stillThere(tx, to.id, moved))) throw caseErrors.cannotUndo()
  // A split-off case goes away again: nothing may have been added to it that its origin never had.
  if (kind !== 'split') return
  const contacts = await contactsOfCase(tx, to.id)
  const notes = await notesOfCase(tx, to.id)
  if (contacts.length > moved.contactIds.length || notes.length > 0) throw caseErrors.cannotUndo()
}

const giveBack = async (tx: Tx, { moved }: Recorded, { from, to }: CasePair): Promise<void> => {
  await moveContacts(tx, moved.contactIds, from.id)
  await moveNotes(tx, moved.noteIds, from.id)
  await moveFacts(tx, moved.factIds, from.id)
  await removeParticipants(tx, moved.participantIds)
  await returnDrafts(tx, moved.drafts, from.id, to.id)
  await returnAttentions(tx, moved.attentions, from.id, to.id)
  await moveConcerns(tx, to.id, from.id, moved.concerns)
}

/** Two cases again. The customer of each waits from when they first did. */
const liveAgain = async (tx: Tx, { moved }: Recorded, { from, to }: CasePair): Promise<void> => {
  await moveNeed(tx, from.id, from.id)
  await settleCase(tx, from, () => moved.from, { merged_into_id: null })
  await settleCase(tx, to, (counted) => afterReturning(standOf(to), moved.to, counted.unanswered_since), {
    tags: to.tags.filter((tag) => !moved.tags.includes(tag)),
    ...(moved.customerId !== null &&
      to.customer_id === moved.customerId && { customer_id: null, organisation_id: null }),
  })
}

const receiveAgain = async (tx: Tx, { kind, moved }: Recorded, { from, to }: CasePair): Promise<void> => {
  await settleCase(tx, from, (counted) => afterReceiving(standOf(from), waitingOf(moved, counted)))
  if (kind === 'move') {
    await settleCase(tx, to, (counted) => afterReturning(standOf(to), moved.to, counted.unanswered_since))
    return
  }
  await moveDrafts(tx, to.id, from.id)
  await moveFacts(tx, await looseFacts(tx, to.id), from.id)
  await moveAttentions(tx, to.id, from.id)
  await moveConcerns(tx, to.id, from.id)
  await moveNeed(tx, to.id, from.id)
  await updateCase(tx, to, { merged_into_id: from.id })
}

/** What came back is unanswered only if it was before it went. */
const waitingOf = (moved: Recorded['moved'], counted: { unanswered_since: Date | null }): Date | null =>
  moved.from.customerWaitingSince === null ? null : counted.unanswered_since
