import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, caseErrors } from '../contract.ts'
import { type LockedCase, lockCase, updateCase } from '../queries/case-row.ts'
import { restoreDraft } from '../queries/drafts.ts'
import type { BeforeSending } from '../queries/replies.ts'
import {
  caseOfMessage,
  lockOwnReply,
  markTakenBack,
  saidSince,
  uploadsAgain,
} from '../queries/taking-back.ts'
import { forgetWords } from '../search/index-words.ts'

/**
 * Takes a held reply back: its words are a draft again, and the case is as it was, as far as nobody has changed
 * it since. Who took the case by answering keeps it. Only its author can, and only while it is held.
 * @throws platform.not-found, cases.too-late-to-undo
 */
export const takeBackMessage = async (
  tx: Tx,
  actor: StaffActor,
  messageId: number,
): Promise<{ caseId: number; version: number }> => {
  const caseId = await caseOfMessage(tx, messageId)
  if (caseId === null) throw platformErrors.notFound()
  // The case first: replies, receptions and taking back all lock in this order.
  const row = await lockCase(tx, actor, caseId, 'for notes')
  const reply = await lockOwnReply(tx, messageId, actor.staffId)
  if (!reply) throw platformErrors.notFound()
  if (reply.delivery !== 'held' || !reply.before) throw caseErrors.tooLateToUndo()
  await markTakenBack(tx, messageId)
  await uploadsAgain(tx, messageId)
  await forgetWords(tx, 'message', messageId)
  await restoreDraft(tx, caseId, actor.staffId, reply.before.draft)
  const version = await restoreCase(tx, row, messageId, reply.before)
  await announce(tx, caseAnnouncements.messageTakenBack, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'message', id: messageId },
    ],
    attributes: { messageId },
  })
  return { caseId, version }
}

const restoreCase = async (
  tx: Tx,
  row: LockedCase,
  messageId: number,
  before: BeforeSending,
): Promise<number> => {
  const untouched = row.state === before.stateAfter
  const state = untouched ? before.state : row.state
  const waits = state === 'new' || state === 'open'
  const newest = !(await saidSince(tx, row.id, messageId))
  return updateCase(tx, row, {
    message_count: row.message_count - 1,
    state,
    close_reason: untouched ? before.closeReason : row.close_reason,
    // They still wait for the answer that was taken back, from when they first did.
    customer_waiting_since: waits ? (before.customerWaitingSince ?? row.customer_waiting_since) : null,
    ...(newest && { last_words: before.lastWords, last_words_by: before.lastWordsBy }),
  })
}
