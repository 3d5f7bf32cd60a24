import { endingsOf, unsafeMessageBefore, unsafeOutgoingMessage } from '../../../cases/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { composeMail } from '../mime/compose.ts'
import { headersOf } from '../queries/mail-headers.ts'
import { mailboxById } from '../queries/mailboxes.ts'

/** The bytes of a message of ours: the same at each attempt, but for the boundaries of its parts. */
export const composeOutgoing = async (
  platform: Platform,
  { messageId, mailboxId }: { readonly messageId: number; readonly mailboxId: number | null },
): Promise<Buffer> => {
  const { db, files } = platform
  const [message, headers] = [await unsafeOutgoingMessage(db, messageId), await headersOf(db, messageId)]
  if (!message || !headers?.header_message_id) throw new Error(`message ${messageId} has no mail side`)
  const mailbox = mailboxId === null ? undefined : await mailboxById(db, mailboxId)
  const quote = await unsafeMessageBefore(db, message.caseId, messageId)
  const [replyTo] = headers.reply_to
  return composeMail({
    messageId: headers.header_message_id,
    from: { name: headers.from_name, address: headers.from_address },
    to: headers.to_addresses,
    cc: headers.cc_addresses,
    ...(replyTo && { replyTo }),
    subject: headers.subject,
    ...(headers.in_reply_to && { inReplyTo: headers.in_reply_to }),
    references: headers.reference_ids,
    date: message.sentAt,
    text: message.text,
    html: message.html,
    endings: await endingsOf(platform, { messageId, caseId: message.caseId, language: message.language }),
    automatic: message.kind === 'automatic',
    signature: mailbox?.signature ?? '',
    ...(quote && { quote }),
    attachments: await Promise.all(
      message.attachments.map(async ({ fileKey, ...file }) => ({ ...file, bytes: await files.get(fileKey) })),
    ),
  })
}
