import { randomUUID } from 'node:crypto'
import { deskSettings, nameOfDesk, type PersonalLink } from '../../../people/index.ts'
import { handOver } from '../../../platform/mail-transport/smtp.ts'
import type { Platform } from '../../../platform/platform.ts'
import { composeMail } from '../mime/compose.ts'
import { mailboxes } from '../queries/mailboxes.ts'
import { relayOf } from '../rules/mail-server.ts'
import { sendingServer } from './sending-server.ts'

export interface Letter {
  readonly subject: string
  readonly text: string
}

/**
 * Sends a mail of the desk itself to one of its people. It is made anew at each try and kept nowhere, because it
 * holds a link that signs somebody in.
 * @returns false when no mailbox can send
 * @throws HandOverError: the job tries again
 */
export const mailPerson = async (
  platform: Platform,
  { name, email }: Pick<PersonalLink, 'name' | 'email'>,
  letter: Letter,
): Promise<boolean> => {
  const { db, config } = platform
  const relay = relayOf(config.SMTP_RELAY)
  const usable = (await mailboxes(db)).filter(({ switchedOffAt }) => switchedOffAt === null)
  const own = usable.filter(({ smtp }) => smtp !== null)
  // The news that one cannot send must not leave by that one, as long as there is another way.
  const mailbox = own.find(({ sendError }) => sendError === null) ?? (relay ? usable[0] : own[0])
  const server = mailbox?.sendError && relay ? relay : await sendingServer(platform, mailbox)
  const from = mailbox?.address ?? (server && `desk@${new URL(config.BASE_URL).hostname}`)
  if (!server || !from) return false
  const desk = await deskSettings(db)
  const bytes = await composeMail({
    messageId: `${randomUUID()}@${from.split('@')[1] ?? 'desk'}`,
    from: { name: nameOfDesk(desk), address: from },
    to: [email],
    cc: [],
    subject: letter.subject,
    references: [],
    date: new Date(),
    text: `Hello ${name},\n\n${letter.text}`,
    html: null,
    signature: '',
    attachments: [],
    automatic: true,
  })
  // A mail that no machine may answer has nobody to be returned to (RFC 3834).
  await handOver(server, { from: '', to: [email] }, bytes, async () => {})
  return true
}
