import type { HandOverError, MailServer } from '../../../platform/mail-transport/smtp.ts'
import { mailboxTrouble } from './mailbox-trouble.ts'
import type { ExplainedTrouble } from './retries.ts'
import { troubleWords } from './trouble.ts'

/**
 * What is wrong with a mailbox, for administrators: what happened, what to do, and where; null when the trouble is
 * one mail's.
 * @param server which one was asked; null when nothing came so far
 * @param relay the one for all mailboxes without a server of their own
 */
export const troubleForAdmins = (
  error: HandOverError,
  server: MailServer | null,
  relay: MailServer | null,
): ExplainedTrouble | null => {
  const trouble = mailboxTrouble(error)
  if (!trouble) return null
  const isAccount = error.stage === 'connecting' || error.stage === 'signing-in'
  const said = isAccount ? troubleWords(error, server ?? nowhere) : `The server said: ${error.words}.`
  const isRelay = server !== null && server.host === relay?.host && server.port === relay.port
  const where = isRelay
    ? 'It is the relay of this desk, which whoever runs it sets as SMTP_RELAY.'
    : 'Mend it in Settings, Mailboxes.'
  return { ...trouble, forAdmins: `${trouble.why}. ${said} ${where}`.slice(0, 1_000) }
}

const nowhere: MailServer = { host: '', port: 0, security: 'tls' }
