import { ImapFlow } from 'imapflow'
import type { MailServer } from '../../../platform/mail-transport/smtp.ts'

const CONNECT_MS = 30_000

/** A connection to a mailbox, not yet opened. @param silenceMs after so much silence of the server it is broken off */
export const imapClient = (
  { host, port, security, user = '', password = '', accessToken }: MailServer,
  silenceMs: number,
): ImapFlow =>
  new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls',
    auth: accessToken ? { user, accessToken } : { user, pass: password },
    tls: { minVersion: 'TLSv1.2' },
    logger: false,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: silenceMs,
  })
