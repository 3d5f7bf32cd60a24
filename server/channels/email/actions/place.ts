import { type Received, receiveContact } from '../../../cases/index.ts'
import { recogniseCustomer } from '../../../customers/index.ts'
import { type Tx, transact } from '../../../platform/db/transaction.ts'
import { type StoredFile, storeFile } from '../../../platform/files/files.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { announce } from '../../../platform/journal/announce.ts'
import type { Platform } from '../../../platform/platform.ts'
import { emailAnnouncements } from '../contract.ts'
import { unqueueReading } from '../jobs/queue.ts'
import type { Mail, Mailbox, MailPart } from '../mime/mail.ts'
import type { Proof } from '../mime/proof.ts'
import { insertHeaders } from '../queries/mail-headers.ts'
import { holdWaitingMail, settleMail, type WaitingMail } from '../queries/raw-mails.ts'
import { hideSecrets } from '../rules/own-links.ts'
import { needOf, waitingSince } from '../rules/subject.ts'
import type { Thread } from '../rules/thread.ts'

const actor = systemActor('email')

const COPIES_KEPT = 100
// Each waits for the disk; more at once would take the connections of everybody else.
const TOGETHER = 4

/** A mail whose kind, sender, team and case are known. */
export interface Placement {
  readonly raw: WaitingMail
  readonly mail: Mail
  readonly kind: 'message' | 'automatic' | 'bounce'
  readonly isOnlyDelay?: boolean
  /** Who wrote; null when it is a machine's report. */
  readonly from: Mailbox | null
  readonly teamId: number
  readonly thread: Thread
  readonly ownAddresses: ReadonlySet<string>
  readonly proof: Proof | null
  /** The colleague who passed it on. */
  readonly forwardedBy?: string
}

export interface KeptPart {
  readonly part: MailPart
  readonly stored: StoredFile
}

/**
 * Steps 3 to 5: recognises the person, puts the mail on its case and announces it, in one transaction with
 * the mail's own row. Run twice, it happens once.
 * @param also what else belongs into the same transaction
 * @returns null when somebody else has placed it meanwhile
 */
export const place = async (
  platform: Platform,
  placement: Placement,
  also: (tx: Tx, received: Received) => Promise<void> = async () => {},
): Promise<Received | null> => {
  const kept = await keepParts(platform, placement.mail.parts)
  return transact(platform.db, actor, async (tx) => {
    if (!(await holdWaitingMail(tx, placement.raw.id))) return null
    const received = await receive(tx, placement, kept)
    await insertHeaders(tx, headersOf(placement, received.messageId))
    await doubt(tx, placement, received)
    await also(tx, received)
    await settleMail(tx, placement.raw.id, { state: 'placed', ...received })
    await unqueueReading(tx, placement.raw.id)
    return received
  })
}

// Before the transaction: bytes that no row names are swept, a transaction is never held by a slow disk.
export const keepParts = async (platform: Platform, parts: readonly MailPart[]): Promise<KeptPart[]> => {
  const kept: KeptPart[] = []
  for (let start = 0; start < parts.length; start += TOGETHER) {
    const some = parts.slice(start, start + TOGETHER)
    const store = async (part: MailPart): Promise<KeptPart> => ({
      part,
      stored: await storeFile(platform.db, platform.files, actor, part),
    })
    kept.push(...(await Promise.all(some.map(store))))
  }
  return kept
}

const receive = async (tx: Tx, placement: Placement, kept: readonly KeptPart[]): Promise<Received> => {
  const { raw, mail, from, thread, ownAddresses } = placement
  const known = from
    ? await recogniseCustomer(tx, actor, { kind: 'email', value: from.address, name: from.name })
    : null
  const others = [...mail.to, ...mail.cc].filter(
    ({ address }) => !isOurs(address, ownAddresses) && address !== from?.address,
  )
  return receiveContact(tx, actor, {
    caseId: thread.caseId,
    teamId: placement.teamId,
    customerId: known?.customerId ?? null,
    organisationId: known?.organisationId ?? null,
    channel: 'email',
    source: 'email',
    externalId: `raw-mail:${raw.id}`,
    need: needOf(mail),
    subject: mail.subject,
    sentAt: waitingSince(mail, raw.receivedAt),
    receivedAt: raw.receivedAt,
    message: {
      ...bodyOf(mail),
      kind: placement.kind,
      isOnlyDelay: placement.isOnlyDelay === true,
      labels: mail.labels,
      authorName: from?.name || from?.address || 'Mail system',
    },
    attachments: kept.map(attachmentOf),
    cc: placement.kind === 'message' ? others.slice(0, COPIES_KEPT) : [],
    ...(mail.language && { language: mail.language }),
  })
}

/** A stored part as it hangs on a message. */
export const attachmentOf = ({ part, stored }: KeptPart) => ({
  fileKey: stored.key,
  name: part.name,
  mediaType: part.mediaType,
  size: stored.size,
  contentId: part.contentId,
})

/** The words of a mail as a case shows them. */
export const bodyOf = ({ text, quoted, signature, html }: Mail) => ({
  text: hideSecrets(text),
  quoted: hideSecrets(quoted),
  signature: hideSecrets(signature),
  html: html === null ? null : hideSecrets(html),
})

const isOurs = (address: string, own: ReadonlySet<string>): boolean =>
  own.has(address) || own.has(address.replace(/\+[^@]*@/, '@'))

/** The mail side of a message. */
export const headersOf = (
  {
    raw,
    mail,
    from,
    proof,
    forwardedBy,
  }: Pick<Placement, 'raw' | 'mail' | 'from'> & Partial<Pick<Placement, 'proof' | 'forwardedBy'>>,
  messageId: number,
) => ({
  message_id: messageId,
  mailbox_id: raw.mailboxId,
  header_message_id: mail.messageId,
  subject: mail.subject,
  in_reply_to: mail.inReplyTo[0] ?? null,
  reference_ids: [...mail.references],
  from_address: from?.address ?? mail.from[0]?.address ?? '',
  from_name: from?.name ?? mail.from[0]?.name ?? '',
  reply_to: mail.replyTo.map((each) => each.address),
  to_addresses: mail.to.map((each) => each.address),
  cc_addresses: mail.cc.map((each) => each.address),
  verdict: JSON.stringify(proof ?? {}),
  forwarded_by: forwardedBy ?? null,
})

/** Says on a new case that it may belong to another one. */
const doubt = async (tx: Tx, { thread }: Placement, { caseId, created }: Received): Promise<void> => {
  if (!thread.doubt || !created) return
  const { otherCaseId } = thread.doubt
  await announce(tx, emailAnnouncements.threadDoubted, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'case', id: otherCaseId, qualifier: 'belongs-to?' },
    ],
    attributes: thread.doubt,
  })
}
