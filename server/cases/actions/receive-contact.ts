import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type Channel, caseAnnouncements, type MessageLabel } from '../contract.ts'
import { callAttention } from '../queries/attentions.ts'
import { type LockedCase, updateCase } from '../queries/case-row.ts'
import { insertContact } from '../queries/contacts.ts'
import { type AttachedFile, insertMessage } from '../queries/messages.ts'
import { openCase } from '../queries/open-case.ts'
import { addCopied, type Copied, reachedCustomer } from '../queries/people.ts'
import { contactReportedAs } from '../queries/reported.ts'
import { unsafeLockCase } from '../queries/unsafe-lock.ts'
import { lastWordsOf } from '../rules/last-words.ts'
import { stateAfter, waitingAfter } from '../rules.ts'

/** What a channel received. The sender was recognised and the case chosen by the channel. */
export interface ReceivedContact {
  /** Null for a new case. A merged case stands for the one it was merged into. */
  readonly caseId: number | null
  readonly teamId: number
  /** Who wrote; null while nobody knows. */
  readonly customerId: number | null
  readonly organisationId: number | null
  readonly channel: Channel
  /** The channel that reports it, e.g. `email`. */
  readonly source: string
  /** The source's own id: a contact that comes twice is received once. */
  readonly externalId?: string
  /** One line for a new case. */
  readonly need: string
  readonly subject: string
  /** When it reached us, as far as we can tell: the customer waits from then on. */
  readonly sentAt: Date
  /** When it arrived, for what was kept for a while before it came here; now when left out. */
  readonly receivedAt?: Date
  readonly message: {
    readonly text: string
    readonly quoted: string
    readonly signature: string
    /** Sanitised by the channel. */
    readonly html: string | null
    readonly kind: 'message' | 'bounce' | 'automatic'
    /** A report that a mail of ours is still on its way: nobody is called for it. */
    readonly isOnlyDelay?: boolean
    readonly authorName: string
    readonly labels?: readonly MessageLabel[]
  }
  readonly attachments: readonly AttachedFile[]
  readonly cc: readonly Copied[]
  readonly language?: string
}

export interface Received {
  readonly caseId: number
  readonly caseNumber: number
  readonly contactId: number
  readonly messageId: number
  readonly created: boolean
}

/**
 * Puts what a channel received on its case, new or known. A customer's word re-opens a case that rested, for
 * the same owner; bounces and automatic answers are kept and shown but change neither state nor waiting.
 */
export const receiveContact = async (tx: Tx, actor: Actor, input: ReceivedContact): Promise<Received> => {
  const known = input.externalId && (await contactReportedAs(tx, input.source, input.externalId))
  if (known && known.messageId !== null) return { ...known, messageId: known.messageId, created: false }
  const row = input.caseId === null ? await openCase(tx, input) : await unsafeLockCase(tx, input.caseId)
  const contactId = await insertContact(tx, {
    ...input,
    caseId: row.id,
    direction: 'in',
    startedAt: input.sentAt,
  })
  const messageId = await writeMessage(tx, row, contactId, input)
  await addCopied(tx, row.id, input.cc)
  await hear(tx, actor, row, input)
  await announceReceived(tx, actor, row, input, { contactId, messageId })
  return { caseId: row.id, caseNumber: row.number, contactId, messageId, created: input.caseId === null }
}

const writeMessage = async (
  tx: Tx,
  row: LockedCase,
  contactId: number,
  { message, ...input }: ReceivedContact,
): Promise<number> => {
  const others = input.cc.map(({ address }) => address)
  const isTheirs = input.customerId !== null && input.customerId === (row.customer_id ?? input.customerId)
  const written = {
    case_id: row.id,
    contact_id: contactId,
    for_customer_id: isTheirs
      ? input.customerId
      : others.length > 0
        ? await reachedCustomer(tx, row, others)
        : null,
    author_kind: message.kind === 'bounce' ? 'system' : 'customer',
    author_customer_id: message.kind === 'bounce' ? null : input.customerId,
    author_name: message.authorName,
    text: message.text,
    quoted: message.quoted,
    signature: message.signature,
    html: message.html,
    kind: message.kind,
    labels: [...(message.labels ?? [])],
    sent_at: input.sentAt,
  }
  return insertMessage(tx, written, input.language ?? row.language, input.attachments)
}

/** What the message changes of its case. */
const hear = async (tx: Tx, actor: Actor, row: LockedCase, input: ReceivedContact): Promise<void> => {
  const counted = { message_count: row.message_count + 1, last_activity_at: input.receivedAt ?? new Date() }
  if (input.message.kind !== 'message') {
    await updateCase(tx, row, counted, false)
    if (input.message.kind === 'bounce' && !input.message.isOnlyDelay)
      await callAttention(tx, row.id, [row.owner_id], 'bounce')
    return
  }
  const state = stateAfter(row.state, 'customer-speaks') ?? row.state
  const moved = state !== row.state
  const words = {
    last_words: lastWordsOf(input.message.text) || lastWordsOf(input.subject),
    last_words_by: 'customer',
    customer_waiting_since: waitingAfter('customer-speaks', row.customer_waiting_since, input.sentAt),
  }
  const known = { customer_id: row.customer_id ?? input.customerId, language: row.language ?? input.language }
  await updateCase(tx, row, { ...counted, ...words, ...known, state, close_reason: null }, moved)
  if (!moved) return
  await announce(tx, caseAnnouncements.reopened, {
    actor,
    caseId: row.id,
    objects: [{ type: 'case', id: row.id }],
    attributes: { from: row.state, to: state },
  })
}

const announceReceived = async (
  tx: Tx,
  actor: Actor,
  row: LockedCase,
  input: ReceivedContact,
  { contactId, messageId }: { contactId: number; messageId: number },
): Promise<void> => {
  const objects = [
    { type: 'case', id: row.id },
    { type: 'contact', id: contactId },
    ...(input.customerId === null ? [] : [{ type: 'customer', id: input.customerId }]),
  ]
  const occurrence = { actor, caseId: row.id, objects, time: input.sentAt }
  const contact = { contactId, channel: input.channel }
  if (input.caseId === null)
    await announce(tx, caseAnnouncements.received, { ...occurrence, attributes: contact })
  await announce(tx, caseAnnouncements.contactStarted, { ...occurrence, attributes: contact })
  await announce(tx, caseAnnouncements.messageIn, {
    ...occurrence,
    objects: [...objects, { type: 'message', id: messageId }],
    attributes: { messageId, contactId },
  })
}
