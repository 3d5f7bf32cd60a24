import { HandOverError, type MailServer } from '../../../platform/mail-transport/smtp.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type MailboxRow, mailboxById } from '../queries/mailboxes.ts'
import { relayOf } from '../rules/mail-server.ts'
import { signedServer } from './access-token.ts'
import { ProviderAway, SignInRefused } from './oauth.ts'

/**
 * The server that sends a mail: its mailbox's own, else the relay; null when it has neither.
 * @throws HandOverError when its mailbox cannot sign in
 */
export const serverFor = async (
  platform: Platform,
  { mailboxId, envelopeFrom }: { readonly mailboxId: number | null; readonly envelopeFrom: string },
): Promise<MailServer | null> => {
  if (!envelopeFrom) return null
  return sendingServer(platform, mailboxId === null ? undefined : await mailboxById(platform.db, mailboxId))
}

/** The same for a mailbox; the relay when there is none. */
export const sendingServer = async (
  platform: Platform,
  mailbox: MailboxRow | undefined,
): Promise<MailServer | null> => {
  const own = mailbox && (await signedServer(platform, mailbox, 'smtp').catch(asHandOver))
  return own ?? relayOf(platform.config.SMTP_RELAY)
}

/** Signing in with OAuth2 fails before the mail server is asked. */
const asHandOver = (error: unknown): never => {
  if (error instanceof SignInRefused) {
    // Only a person can mend it: mail waits as for a wrong password.
    throw new HandOverError(Object.assign(error, { code: 'EAUTH' }), 'signing-in')
  }
  throw error instanceof ProviderAway ? new HandOverError(error, 'connecting') : error
}
