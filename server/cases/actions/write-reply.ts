import type { Tx } from '../../platform/db/transaction.ts'
import { sanitiseHtml } from '../../platform/html/sanitise.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, caseErrors } from '../contract.ts'
import { clearAttention, settleAttention } from '../queries/attentions.ts'
import { type LockedCase, lockCase, refuseMerged, updateCase } from '../queries/case-row.ts'
import { insertContact } from '../queries/contacts.ts'
import { deleteDraft } from '../queries/end-draft.ts'
import { insertMessage } from '../queries/messages.ts'
import { addCopied, reachedCustomer } from '../queries/people.ts'
import { beforeSending, newerMessages } from '../queries/replies.ts'
import { nameOfStaff } from '../queries/staff-names.ts'
import { ownUploads } from '../queries/uploads.ts'
import { lastWordsOf } from '../rules/last-words.ts'
import { isTakeable } from '../rules/standing.ts'
import { stateAfter } from '../rules.ts'
import { giveCase } from './give-case.ts'

/** A reply as its writer sends it; the channel has decided to whom it goes. */
export interface Reply {
  readonly caseId: number
  readonly channel: 'email' | 'chat' | 'form'
  readonly subject?: string
  readonly text: string
  /** As the rich composer made it; sanitised here. */
  readonly html: string | null
  readonly to: readonly string[]
  readonly cc: readonly string[]
  /** Keys of the writer's own uploads. */
  readonly attachments: readonly string[]
  /** The newest message the writer had seen. */
  readonly seenUpTo: number
  /**
   * What the case becomes; `unchanged` for words that answer nothing: the customer goes on waiting. A solution is
   * proposed only by the room that keeps them.
   */
  readonly nextState: 'waiting-for-customer' | 'open' | 'unchanged' | 'solution-proposed'
  readonly undoSeconds: number
  /** When it was written, for an answer that was given elsewhere before; now when left out. */
  readonly writtenAt?: Date
}

export interface WrittenReply {
  readonly messageId: number
  readonly contactId: number
  readonly caseId: number
  readonly undoUntil: Date
  readonly version: number
}

/**
 * Answers the customer. The message is held for `undoSeconds`; then its channel may send it. Whoever answers
 * first a case that is held on duty becomes its owner. Two replies at once: the second sees the first.
 * @throws platform.not-found, cases.thread-moved with what is newer, cases.already-merged, cases.upload-gone,
 *   cases.wrong-transition when a solution cannot be proposed now
 */
export const writeReply = async (tx: Tx, actor: StaffActor, reply: Reply): Promise<WrittenReply> => {
  const row = await lockCase(tx, actor, reply.caseId)
  refuseMerged(row)
  const newer = await newerMessages(tx, row.id, reply.seenUpTo, actor.staffId)
  if (newer.length > 0) throw caseErrors.threadMoved({ newer })
  const state = stateOnceSent(row, reply)
  const undoUntil = new Date(Date.now() + reply.undoSeconds * 1000)
  const written = await writeMessage(tx, actor, row, reply, { state, undoUntil })
  await addCopied(
    tx,
    row.id,
    reply.cc.map((address) => ({ address, name: '' })),
  )
  await deleteDraft(tx, row.id, actor.staffId, 'reply')
  await clearAttention(tx, row.id, actor.staffId)
  await settleAttention(tx, row.id, 'not-solved')
  const version = await changeCase(tx, actor, row, reply, state)
  await announceReply(tx, about(actor, row, reply), row, state, written)
  return { ...written, caseId: row.id, undoUntil, version }
}

const actOf = { open: 'work-on', 'waiting-for-customer': 'ask', 'solution-proposed': 'propose' } as const

const stateOnceSent = ({ state }: LockedCase, { nextState }: Reply): LockedCase['state'] => {
  if (nextState === 'unchanged') return state
  const after = stateAfter(state, actOf[nextState])
  if (after === null && nextState === 'solution-proposed') throw caseErrors.wrongTransition({ state })
  return after ?? state
}

const writeMessage = async (
  tx: Tx,
  actor: StaffActor,
  row: LockedCase,
  reply: Reply,
  { state, undoUntil }: { state: string; undoUntil: Date },
) => {
  const files = await ownUploads(tx, actor, reply.attachments)
  const now = reply.writtenAt ?? new Date()
  const html = reply.html === null ? null : sanitiseHtml(reply.html)
  const contactId = await insertContact(tx, {
    caseId: row.id,
    customerId: row.customer_id,
    channel: reply.channel,
    direction: 'out',
    subject: reply.subject ?? '',
    startedAt: now,
    source: 'desk',
  })
  const { text, to, cc } = reply
  const content = {
    text,
    to,
    cc,
    ...(html !== null && { html }),
    attachments: files.map(({ fileKey, name, size }) => ({ key: fileKey, name, size })),
  }
  const message = {
    case_id: row.id,
    contact_id: contactId,
    for_customer_id: await reachedCustomer(tx, row, [...to, ...cc]),
    author_kind: 'staff',
    author_staff_id: actor.staffId,
    author_name: await nameOfStaff(tx, actor.staffId),
    text,
    html,
    sent_at: now,
    asks: state === 'waiting-for-customer',
    delivery: 'held',
    deliver_after: undoUntil,
    kind: reply.nextState === 'unchanged' ? 'automatic' : 'message',
    before_sending: beforeSending(row, state, { content, seenUpTo: reply.seenUpTo }),
  }
  return { contactId, messageId: await insertMessage(tx, message, row.language, files) }
}

const changeCase = async (
  tx: Tx,
  actor: StaffActor,
  row: LockedCase,
  reply: Reply,
  state: LockedCase['state'],
): Promise<number> => {
  const takes = isTakeable({ state: row.state, heldOnDuty: row.held_on_duty, merged: false })
  const change = {
    state,
    close_reason: state === row.state ? row.close_reason : null,
    ...(reply.nextState !== 'unchanged' && { customer_waiting_since: null }),
    message_count: row.message_count + 1,
    last_activity_at: reply.writtenAt ?? new Date(),
    last_words: lastWordsOf(reply.text),
    last_words_by: 'staff',
  }
  const given = { toStaffId: actor.staffId, how: 'answered' } as const
  const version = takes ? await giveCase(tx, row, given, change) : await updateCase(tx, row, change)
  if (takes && row.owner_id !== actor.staffId) {
    await announce(tx, caseAnnouncements.taken, {
      ...about(actor, row, reply),
      attributes: { fromStaffId: row.owner_id, toStaffId: actor.staffId },
    })
  }
  return version
}

const about = (actor: StaffActor, row: LockedCase, { writtenAt }: Reply) => ({
  actor,
  ...(writtenAt && { time: writtenAt }),
  caseId: row.id,
  objects: [
    { type: 'case', id: row.id },
    { type: 'staff', id: actor.staffId, qualifier: 'performed_by' },
  ],
})

const announceReply = async (
  tx: Tx,
  occurrence: ReturnType<typeof about>,
  row: LockedCase,
  state: LockedCase['state'],
  { contactId, messageId }: { contactId: number; messageId: number },
): Promise<void> => {
  await announce(tx, caseAnnouncements.messageOut, {
    ...occurrence,
    objects: [...occurrence.objects, { type: 'contact', id: contactId }, { type: 'message', id: messageId }],
    attributes: { messageId, contactId },
  })
  if (state === row.state) return
  await announce(tx, caseAnnouncements.stateChanged, {
    ...occurrence,
    attributes: { from: row.state, to: state },
  })
}
