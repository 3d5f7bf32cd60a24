import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements } from '../contract.ts'
import { type CaseChange, type LockedCase, updateCase } from '../queries/case-row.ts'
import { insertContact } from '../queries/contacts.ts'
import { insertMessage } from '../queries/messages.ts'
import { openCase } from '../queries/open-case.ts'
import { addCopied } from '../queries/people.ts'
import { contactReportedAs } from '../queries/reported.ts'
import { unsafeLockCase } from '../queries/unsafe-lock.ts'
import { lastWordsOf } from '../rules/last-words.ts'
import type { Received, ReceivedContact } from './receive-contact.ts'

/** An exchange of old times, from wherever it was kept before. */
export interface History extends Omit<ReceivedContact, 'channel' | 'sentAt' | 'receivedAt'> {
  /** When it was said. */
  readonly at: Date
  /** Who said it: the customer, or one of us, also somebody whom the desk does not know. */
  readonly by: { readonly kind: 'customer' } | { readonly kind: 'staff'; readonly staffId: number | null }
}

const channel = 'email'

/**
 * Puts something of old times on record, on the case it belonged to or on a closed one of its own. It moves no case
 * that is under way: no state, no waiting, no clock, and no reaction of another room follows from it.
 */
export const keepHistory = async (tx: Tx, actor: Actor, input: History): Promise<Received> => {
  const { at, by, externalId, source } = input
  const known = externalId && (await contactReportedAs(tx, source, externalId))
  if (known && known.messageId !== null) return { ...known, messageId: known.messageId, created: false }
  const created = input.caseId === null
  const row =
    input.caseId === null
      ? await openCase(tx, { ...input, channel, receivedAt: at })
      : await unsafeLockCase(tx, input.caseId)
  const direction = by.kind === 'customer' ? 'in' : 'out'
  const contact = { ...input, channel, caseId: row.id, direction, startedAt: at, endedAt: at } as const
  const contactId = await insertContact(tx, contact)
  const messageId = await writeMessage(tx, row, contactId, input)
  await addCopied(tx, row.id, input.cc)
  await updateCase(tx, row, changeOf(row, input, created), false)
  await announce(tx, caseAnnouncements.historyKept, {
    actor,
    caseId: row.id,
    time: at,
    objects: [
      { type: 'case', id: row.id },
      { type: 'contact', id: contactId },
      { type: 'message', id: messageId },
    ],
    attributes: { messageId, contactId },
  })
  return { caseId: row.id, caseNumber: row.number, contactId, messageId, created }
}

const writeMessage = (tx: Tx, row: LockedCase, contactId: number, input: History): Promise<number> => {
  const { message, by, customerId } = input
  const written = {
    case_id: row.id,
    contact_id: contactId,
    for_customer_id: customerId,
    author_kind: by.kind,
    author_customer_id: by.kind === 'customer' ? customerId : null,
    author_staff_id: by.kind === 'staff' ? by.staffId : null,
    author_name: message.authorName,
    text: message.text,
    quoted: message.quoted,
    signature: message.signature,
    html: message.html,
    kind: message.kind,
    labels: [...(message.labels ?? [])],
    sent_at: input.at,
    ...(by.kind === 'staff' && { delivery: 'sent' }),
  }
  return insertMessage(tx, written, input.language ?? row.language, input.attachments)
}

/** What it changes of its case: how much there is, and the last words where nothing newer was said. */
const changeOf = (
  row: LockedCase,
  { at, by, message, subject, customerId }: History,
  created: boolean,
): CaseChange => ({
  message_count: row.message_count + 1,
  customer_id: row.customer_id ?? customerId,
  ...((created || at > row.last_activity_at) && {
    last_activity_at: at,
    last_words: lastWordsOf(message.text) || lastWordsOf(subject),
    last_words_by: by.kind,
  }),
  ...(created && { state: 'closed-without-solution', close_reason: 'no-answer-needed' }),
})
