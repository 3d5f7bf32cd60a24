import { randomUUID } from 'node:crypto'
import { deskSettings, findStaff, nameOfDesk } from '../../../people/index.ts'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import { handOver, type MailServer } from '../../../platform/mail-transport/smtp.ts'
import type { Platform } from '../../../platform/platform.ts'
import { composeMail } from '../mime/compose.ts'
import { signingKey } from '../queries/dkim-keys.ts'
import { type MailboxRow, mailboxById } from '../queries/mailboxes.ts'
import { nameStyleOf } from '../queries/sending-identities.ts'
import { signMail } from '../rules/dkim.ts'
import { fillSignature, fromName } from '../rules/from-name.ts'

type TrySending = (
  platform: Platform,
  mailbox: MailboxRow,
  work: (server: MailServer) => Promise<string>,
) => Promise<{ ok: boolean; words: string }>

/**
 * Sends a mail as a mailbox to the person who asks, so that they see what a customer would.
 * @param trySending sends it, and writes down what that tells about the mailbox
 * @returns whether its server took the mail, and what it said
 * @throws platform.not-found
 */
export const tryIdentity = async (
  platform: Platform,
  actor: StaffActor,
  mailboxId: number,
  trySending: TrySending,
): Promise<{ ok: boolean; words: string }> => {
  const { db, seal } = platform
  const mailbox = await mailboxById(db, mailboxId)
  const person = await findStaff(db, actor.staffId)
  if (!mailbox || mailbox.switchedOffAt !== null || !person) throw platformErrors.notFound()
  const { address } = mailbox
  const domain = address.slice(address.indexOf('@') + 1)
  const organisation = nameOfDesk(await deskSettings(db))
  const bytes = await composeMail({
    messageId: `${randomUUID()}@${domain}`,
    from: { name: fromName(await nameStyleOf(db, mailboxId), person.name, organisation), address },
    to: [person.email],
    ...{ cc: [], references: [], html: null, attachments: [] },
    subject: `A test from ${mailbox.name}`,
    date: new Date(),
    text: 'This is how your customers read who writes to them. If you can read it, the mailbox can send.',
    signature: fillSignature(mailbox.signature, { 'agent.name': person.name, 'team.name': '' }),
  })
  const key = await signingKey(db, seal, domain)
  const signed = key ? await signMail(key, bytes) : bytes
  return trySending(platform, mailbox, async (server) => {
    const sent = await handOver(server, { from: address, to: [person.email] }, signed, async () => {})
    return sent.reply
  })
}
