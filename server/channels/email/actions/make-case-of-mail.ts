import type { z } from 'zod'
import { addNote, letSee, receiveContact, unsafeLockCase } from '../../../cases/index.ts'
import { recogniseCustomer } from '../../../customers/index.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import type { caseOfKeptMailSchema } from '../contract.ts'
import type { HeldMail } from '../queries/kept-mails.ts'
import { insertHeaders } from '../queries/mail-headers.ts'
import { settleMail } from '../queries/raw-mails.ts'
import { bareSubject } from '../rules/subject.ts'
import { holdForHelp } from './hold-for-help.ts'

/**
 * Opens a case with a mail that no machine could read: the mail hangs on it as it came, its writer is whom it names
 * as such, and a note says who did this and why. Whoever made it can follow it.
 * @throws platform.not-found; email.not-quarantined when it found its place meanwhile
 */
export const makeCaseOfMail = async (
  { tx, actor, seal }: { readonly tx: Tx; readonly actor: StaffActor; readonly seal: Seal },
  rawMailId: number,
  teamFor: (tx: Tx, seal: Seal, mail: HeldMail) => Promise<number>,
): Promise<z.input<typeof caseOfKeptMailSchema>> => {
  const mail = await holdForHelp(tx, rawMailId)
  const address = mail.headAddress ?? (mail.mailFrom || null)
  const name = mail.headName ?? ''
  const subject = mail.headSubject ?? ''
  const known = address ? await recogniseCustomer(tx, actor, { kind: 'email', value: address, name }) : null
  const received = await receiveContact(tx, actor, {
    caseId: null,
    teamId: await teamFor(tx, seal, mail),
    customerId: known?.customerId ?? null,
    organisationId: known?.organisationId ?? null,
    ...{ channel: 'email', source: 'email', externalId: `raw-mail:${rawMailId}` },
    ...{ need: bareSubject(subject), subject, sentAt: mail.receivedAt, receivedAt: mail.receivedAt },
    message: {
      ...{ text: '', quoted: '', signature: '', html: null, kind: 'message' },
      authorName: name || address || 'Unknown sender',
    },
    attachments: [asAttachment(mail)],
    cc: [],
  })
  await insertHeaders(tx, {
    message_id: received.messageId,
    mailbox_id: mail.mailboxId,
    subject,
    from_address: address ?? '',
    from_name: name,
  })
  await settleMail(tx, rawMailId, { state: 'placed', ...received })
  await letSee(tx, received.caseId, [actor.staffId], 'follower')
  const row = await unsafeLockCase(tx, received.caseId)
  await addNote(tx, actor, row, { text: noteOf(mail), html: null, mentionedIds: [] })
  return { caseId: received.caseId, number: received.caseNumber }
}

const asAttachment = ({ fileKey, size }: HeldMail) => ({
  ...{ fileKey, size },
  ...{ name: 'mail.eml', mediaType: 'message/rfc822', contentId: null },
})

const noteOf = ({ reason }: HeldMail): string =>
  `Opened by hand from a mail that was kept aside. ${reason ?? ''} The mail is attached as it came.`
