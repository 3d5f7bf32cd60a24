import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { HandOverError, type MailServer } from '../../../platform/mail-transport/smtp.ts'
import type { Platform } from '../../../platform/platform.ts'
import { noteSending } from '../actions/note-sending.ts'
import { sendingServer } from '../actions/sending-server.ts'
import type { MailboxRow } from '../queries/mailboxes.ts'
import { troubleForAdmins } from '../rules/admin-trouble.ts'
import { relayOf } from '../rules/mail-server.ts'

/**
 * Tries the server by which a mailbox sends, and writes down what that tells about the mailbox: mail that waited
 * for it leaves, or its administrators read what is wrong.
 * @param work what is tried. @returns whether it went well, and what the server said or what is wrong
 */
export const trySending = async (
  platform: Platform,
  mailbox: MailboxRow,
  work: (server: MailServer) => Promise<string>,
): Promise<{ ok: boolean; words: string }> => {
  const note = (trouble: string | null): Promise<void> =>
    transact(platform.db, systemActor('email'), (tx) => noteSending(tx, mailbox.id, trouble))
  let server: MailServer | null = null
  try {
    server = await sendingServer(platform, mailbox)
    if (!server)
      return { ok: false, words: 'This mailbox has no server to send by. Add one in Settings, Mailboxes.' }
    const words = await work(server)
    await note(null)
    return { ok: true, words }
  } catch (error) {
    if (!(error instanceof HandOverError)) throw error
    const trouble = troubleForAdmins(error, server, relayOf(platform.config.SMTP_RELAY))
    // What a server says of one recipient tells nothing about the mailbox.
    if (trouble) await note(trouble.forAdmins)
    return { ok: false, words: trouble?.forAdmins ?? error.words }
  }
}
