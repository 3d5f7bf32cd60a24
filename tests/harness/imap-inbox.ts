import { ImapFlow } from 'imapflow'
import PostalMime, { type Email } from 'postal-mime'
import { type Dovecot, IMAP_PASSWORD } from './dovecot.ts'

/** What a customer's own mail program finds in their inbox, oldest first. */
export const inboxOf = async (dovecot: Dovecot, user: string): Promise<Email[]> => {
  const auth = { user, pass: IMAP_PASSWORD }
  const client = new ImapFlow({ host: '127.0.0.1', port: dovecot.port, secure: false, auth, logger: false })
  await client.connect()
  try {
    const mails: Email[] = []
    // A server refuses to list what an empty inbox holds.
    if ((await client.mailboxOpen('INBOX')).exists === 0) return mails
    for await (const { source } of client.fetch('1:*', { source: true }))
      mails.push(await PostalMime.parse(source ?? ''))
    return mails
  } finally {
    await client.logout()
  }
}
