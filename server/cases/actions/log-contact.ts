import type { z } from 'zod'
import { customerSummaries } from '../../customers/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, type newContactSchema } from '../contract.ts'
import { type LockedCase, lockCase, refuseMerged, updateCase } from '../queries/case-row.ts'
import { insertContact } from '../queries/contacts.ts'
import { insertConcerns, insertLegs } from '../queries/legs.ts'
import { insertMessage } from '../queries/messages.ts'
import { answeredSince, contactReportedAs } from '../queries/reported.ts'
import { nameOfStaff } from '../queries/staff-names.ts'
import { caseForActor } from '../queries/visibility.ts'
import { lastWordsOf } from '../rules/last-words.ts'
import { actOfContact } from '../rules/spoken.ts'
import { stateAfter, waitingAfter } from '../rules.ts'
import { indexWords } from '../search/index-words.ts'

export type NewContact = z.output<typeof newContactSchema>

export interface LoggedContact {
  readonly contactId: number
  readonly caseId: number
}

/** Who reports contacts of the actor: a person at the desk, or another system by its token. */
export const sourceOf = (actor: StaffActor): string => (actor.tokenId === null ? 'desk' : 'api')

/**
 * The contact that was logged before under this external id; null for news.
 * @throws platform.not-found when it is on a case that this person may not see
 */
export const loggedBefore = async (
  tx: Tx,
  actor: StaffActor,
  { externalId }: NewContact,
): Promise<LoggedContact | null> => {
  const known = externalId === undefined ? null : await contactReportedAs(tx, sourceOf(actor), externalId)
  if (!known) return null
  await caseForActor(tx, actor, known.caseId)
  return { contactId: known.contactId, caseId: known.caseId }
}

/**
 * Writes down a contact that took place elsewhere: a call with its legs, a visit, a letter. One that is reported
 * twice under one external id is written once. What is reported late keeps its own time and moves nothing
 * that was answered since.
 * @throws platform.not-found, cases.already-merged, platform.invalid
 */
export const logContact = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  contact: NewContact,
): Promise<LoggedContact> => {
  const known = await loggedBefore(tx, actor, contact)
  if (known) return known
  const [row, ...others] = await lockAlive(tx, actor, [caseId, ...contact.alsoConcerns])
  if (!row) throw platformErrors.notFound()
  return { contactId: await addContact(tx, actor, row, others, contact), caseId }
}

/**
 * Locks the cases that a contact is about, each once.
 * @throws platform.not-found, cases.already-merged
 */
export const lockAlive = async (
  tx: Tx,
  actor: StaffActor,
  caseIds: readonly number[],
): Promise<LockedCase[]> => {
  const rows = new Map<number, LockedCase>()
  // In the order of their ids, so that two who lock the same cases never wait for each other.
  for (const id of [...new Set(caseIds)].sort((a, b) => a - b)) {
    const row = await lockCase(tx, actor, id)
    refuseMerged(row)
    rows.set(id, row)
  }
  return [...new Set(caseIds)].flatMap((id) => rows.get(id) ?? [])
}

/** Writes a contact on a locked case, and that it was about `others` as well. @returns its id */
export const addContact = async (
  tx: Tx,
  actor: StaffActor,
  row: LockedCase,
  others: readonly LockedCase[],
  contact: NewContact,
): Promise<number> => {
  const written = isWritten(contact)
  const contactId = await insertContact(tx, {
    caseId: row.id,
    customerId: row.customer_id,
    channel: contact.channel,
    direction: contact.direction,
    subject: contact.subject,
    summary: written ? '' : contact.summary,
    startedAt: new Date(contact.startedAt),
    endedAt: contact.endedAt ? new Date(contact.endedAt) : null,
    source: sourceOf(actor),
    externalId: contact.externalId,
    enteredBy: actor.staffId,
  })
  await insertLegs(tx, contactId, contact.legs)
  await insertConcerns(
    tx,
    contactId,
    others.map(({ id }) => id),
  )
  await announce(tx, caseAnnouncements.contactStarted, {
    ...about(actor, [row, ...others], contactId, contact),
    attributes: { contactId, channel: contact.channel },
  })
  if (written) await writeMessage(tx, actor, row, contactId, contact)
  else await indexSummary(tx, row, contactId, contact)
  await hear(tx, actor, row, contact, written ? 1 : 0)
  for (const other of others) await hear(tx, actor, other, contact, 0)
  return contactId
}

/** What was written is a message; what was spoken is summed up by whoever logs it. */
const isWritten = ({ channel, direction, legs, summary }: NewContact): boolean => {
  if (channel === 'call' || channel === 'visit') return false
  if (channel === 'email' && direction === 'out')
    throw platformErrors.invalid({ fields: [{ path: 'direction', message: 'e-mails are sent by a reply' }] })
  return legs.length === 0 && summary !== ''
}

/** What the contact is about, as object-centric logs say it: it concerns each of its needs (OCEL 2.0). */
const about = (
  actor: StaffActor,
  rows: readonly [LockedCase, ...LockedCase[]],
  contactId: number,
  { startedAt }: NewContact,
) => ({
  actor,
  caseId: rows[0].id,
  time: new Date(startedAt),
  objects: [
    { type: 'contact', id: contactId },
    ...rows.map(({ id }) => ({ type: 'case', id, qualifier: 'concerns' })),
    ...(rows[0].customer_id === null ? [] : [{ type: 'customer', id: rows[0].customer_id }]),
  ],
})

const indexSummary = async (
  tx: Tx,
  { id: caseId, language }: LockedCase,
  objectId: number,
  { subject, summary, startedAt }: NewContact,
): Promise<void> => {
  const text = [subject, summary].filter(Boolean).join('\n')
  if (text === '') return
  await indexWords(tx, { caseId, kind: 'contact', objectId, at: new Date(startedAt), text, language })
}

const writeMessage = async (
  tx: Tx,
  actor: StaffActor,
  row: LockedCase,
  contactId: number,
  contact: NewContact,
): Promise<void> => {
  const incoming = contact.direction === 'in'
  const author = incoming
    ? {
        author_kind: 'customer',
        author_customer_id: row.customer_id,
        author_name: await nameOfCustomer(tx, row),
      }
    : {
        author_kind: 'staff',
        author_staff_id: actor.staffId,
        author_name: await nameOfStaff(tx, actor.staffId),
      }
  const message = {
    ...author,
    case_id: row.id,
    contact_id: contactId,
    for_customer_id: row.customer_id,
    text: contact.summary,
    sent_at: new Date(contact.startedAt),
  }
  const messageId = await insertMessage(tx, message, row.language, [])
  await announce(tx, incoming ? caseAnnouncements.messageIn : caseAnnouncements.messageOut, {
    ...about(actor, [row], contactId, contact),
    attributes: { messageId, contactId },
  })
}

const nameOfCustomer = async (tx: Tx, { customer_id }: LockedCase): Promise<string> => {
  const names = await customerSummaries(tx, customer_id === null ? [] : [customer_id])
  return [...names.values()][0]?.name ?? 'Customer'
}

/** What the contact changes of its case. */
const hear = async (
  tx: Tx,
  actor: StaffActor,
  row: LockedCase,
  contact: NewContact,
  messages: number,
): Promise<void> => {
  const at = new Date(Math.min(Date.now(), Date.parse(contact.endedAt ?? contact.startedAt)))
  const counted = { message_count: row.message_count + messages, last_activity_at: new Date() }
  if (await answeredSince(tx, row.id, at)) {
    await updateCase(tx, row, counted, false)
    return
  }
  const act = actOfContact(contact)
  const state = stateAfter(row.state, act) ?? row.state
  const words = {
    last_words: lastWordsOf(contact.summary) || lastWordsOf(contact.subject),
    last_words_by: contact.direction === 'in' ? 'customer' : 'staff',
  }
  const waiting = { customer_waiting_since: waitingAfter(act, row.customer_waiting_since, at) }
  const reason = { close_reason: state === row.state ? row.close_reason : null }
  await updateCase(tx, row, { ...counted, ...words, ...waiting, ...reason, state }, state !== row.state)
  if (state === row.state) return
  const announcement = act === 'customer-speaks' ? caseAnnouncements.reopened : caseAnnouncements.stateChanged
  const attributes = { from: row.state, to: state }
  const objects = [{ type: 'case', id: row.id }]
  await announce(tx, announcement, { actor, caseId: row.id, objects, attributes })
}
