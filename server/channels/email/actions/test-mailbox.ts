import { ImapFlow } from 'imapflow'
import type { z } from 'zod'
import { type MailServer, tryMailServer } from '../../../platform/mail-transport/smtp.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type mailboxTestSchema, mailServerSchema, type testMailboxSchema } from '../contract.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import { openCredentials } from '../rules/mail-server.ts'
import { troubleWords } from '../rules/trouble.ts'
import { refuseOpenPasswords } from './add-mailbox.ts'

type Input = z.output<typeof testMailboxSchema>
type Report = z.input<typeof mailboxTestSchema>

/** Tries to sign in to both servers and says in plain words what is wrong; changes nothing. */
export const testMailbox = async ({ db, seal }: Platform, input: Input): Promise<Report> => {
  refuseOpenPasswords(input)
  const mailbox = input.mailboxId === undefined ? undefined : await mailboxById(db, input.mailboxId)
  const stored = openCredentials(seal, mailbox?.credentialsSealed ?? null)
  const withStored = (kind: 'imap' | 'smtp'): MailServer | null => {
    const server = input[kind]
    if (!server) return null
    const known = mailServerSchema.nullable().parse(mailbox?.[kind] ?? null)
    const isSame = known?.host === server.host && known.user === server.user
    // A stored password is only ever shown to the server it was stored for.
    return { ...server, password: server.password ?? (isSame ? stored[kind] : '') }
  }
  const [imap, smtp] = [withStored('imap'), withStored('smtp')]
  return { imap: imap && (await report(tryImap, imap)), smtp: smtp && (await report(tryMailServer, smtp)) }
}

const report = async (attempt: (server: MailServer) => Promise<void>, server: MailServer) => {
  try {
    await attempt(server)
    return { ok: true, words: 'It works: we signed in.' }
  } catch (error) {
    return { ok: false, words: troubleWords(error, server) }
  }
}

/** A connection to a mailbox, not yet opened. */
export const imapClient = ({ host, port, security, user, password }: MailServer): ImapFlow =>
  new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'starttls',
    auth: { user: user ?? '', pass: password ?? '' },
    tls: { minVersion: 'TLSv1.2' },
    logger: false,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 300_000,
    // Servers end a silent IDLE after half an hour.
    maxIdleTime: 4 * 60_000,
  })

const tryImap = async (server: MailServer): Promise<void> => {
  const client = imapClient(server)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.mailboxOpen('INBOX', { readOnly: true })
    await client.logout()
  } finally {
    client.close()
  }
}
