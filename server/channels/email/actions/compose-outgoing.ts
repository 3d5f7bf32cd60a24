import { endingsOf, unsafeOutgoingMessage } from '../../../cases/index.ts'
import { allTeams } from '../../../people/index.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { Platform } from '../../../platform/platform.ts'
import { composeMail } from '../mime/compose.ts'
import { signingKey } from '../queries/dkim-keys.ts'
import { headersOf, quotableBefore } from '../queries/mail-headers.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import { signMail } from '../rules/dkim.ts'
import { fillSignature } from '../rules/from-name.ts'

/** The bytes of a message of ours: the same at each attempt, but for the boundaries of its parts. */
export const composeOutgoing = async (
  platform: Platform,
  { messageId, mailboxId }: { readonly messageId: number; readonly mailboxId: number | null },
): Promise<Buffer> => {
  const { db, files, seal } = platform
  const [message, headers] = [await unsafeOutgoingMessage(db, messageId), await headersOf(db, messageId)]
  if (!message || !headers?.header_message_id) throw new Error(`message ${messageId} has no mail side`)
  const mailbox = mailboxId === null ? undefined : await mailboxById(db, mailboxId)
  const recipients = [...headers.to_addresses, ...headers.cc_addresses].map((each) => each.toLowerCase())
  const isAutomatic = message.kind === 'automatic'
  const quote =
    headers.quotes && !isAutomatic
      ? await quotableBefore(db, message.caseId, messageId, recipients)
      : undefined
  const [replyTo] = headers.reply_to
  const bytes = await composeMail({
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
    automatic: isAutomatic,
    signature: mailbox?.signature ? await signatureOf(db, mailbox.signature, message) : '',
    ...(quote && { quote }),
    attachments: await Promise.all(
      message.attachments.map(async ({ fileKey, ...file }) => ({ ...file, bytes: await files.get(fileKey) })),
    ),
  })
  const key = await signingKey(db, seal, domainOf(headers.from_address))
  return key ? signMail(key, bytes) : bytes
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

const signatureOf = async (
  db: Database,
  signature: string,
  { authorName, teamId }: { readonly authorName: string; readonly teamId: number },
): Promise<string> => {
  const team = (await allTeams(db)).find(({ id }) => id === teamId)
  return fillSignature(signature, { 'agent.name': authorName, 'team.name': team?.name ?? '' })
}
