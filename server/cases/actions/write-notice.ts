import type { Tx } from '../../platform/db/transaction.ts'
import type { SystemActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type Channel, caseAnnouncements } from '../contract.ts'
import { type LockedCase, updateCase } from '../queries/case-row.ts'
import { insertContact } from '../queries/contacts.ts'
import { insertMessage } from '../queries/messages.ts'

/** What the desk itself tells the customer; nobody's answer, and it answers nobody. */
export interface Notice {
  readonly channel: Channel
  readonly subject: string
  readonly text: string
  /** As whom the customer reads it: the organisation. */
  readonly authorName: string
}

/**
 * Writes down a notice on a locked case. Like an automatic mail that came in, it moves neither state nor
 * waiting, and no service clock hears it as an answer. @returns the message's id
 */
export const writeNotice = async (
  tx: Tx,
  actor: SystemActor,
  row: LockedCase,
  { channel, subject, text, authorName }: Notice,
): Promise<number> => {
  const now = new Date()
  const contactId = await insertContact(tx, {
    ...{ caseId: row.id, customerId: row.customer_id, channel, direction: 'out' },
    ...{ subject, startedAt: now, source: actor.name },
  })
  const message = {
    ...{ case_id: row.id, contact_id: contactId, for_customer_id: row.customer_id },
    ...{ author_kind: 'system', author_name: authorName },
    ...{ text, kind: 'automatic', sent_at: now, delivery: 'held', deliver_after: now },
  }
  const messageId = await insertMessage(tx, message, row.language, [])
  await updateCase(tx, row, { message_count: row.message_count + 1 }, false)
  await announce(tx, caseAnnouncements.noticeOut, {
    actor,
    caseId: row.id,
    objects: [
      { type: 'case', id: row.id },
      { type: 'message', id: messageId },
    ],
    attributes: { messageId, contactId },
  })
  return messageId
}
