import type { HandOverError } from '../../../platform/mail-transport/smtp.ts'
import type { MailboxTrouble } from './retries.ts'

const SAID = 1_000

// Asks for a sign-in at the first mail instead of at once (RFC 4954).
const SIGN_IN = new Set([530, 534, 535, 538])
const TOO_LARGE = new Set([523, 552])

/**
 * What is wrong with the mailbox itself, or with the way to its server; null when the trouble is this mail's. A
 * server that is away, busy, or closed for now is the kind that passes.
 */
export const mailboxTrouble = (
  error: Pick<HandOverError, 'smtpCode' | 'code' | 'stage' | 'words'>,
): MailboxTrouble | null => {
  const { smtpCode, code, stage, words } = error
  const isFinal = smtpCode !== null && smtpCode >= 500
  const held = (why: string, isHeld = true): MailboxTrouble => ({
    ...{ why, words: `${why}: ${words}`.slice(0, SAID), isHeld },
  })
  if (code === 'EAUTH' || (smtpCode !== null && SIGN_IN.has(smtpCode)))
    return held('Its mail server did not accept the sign-in')
  if (code === 'ETLS' || code === 'EREQUIRETLS') return held('No protected connection to its mail server')
  if (stage === 'sender' && isFinal && !TOO_LARGE.has(smtpCode))
    return held('Its mail server does not let it send')
  if (stage !== 'connecting' && stage !== 'signing-in') return null
  if (isFinal) return held('Its mail server does not talk to us')
  return held('Its mail server cannot be reached', false)
}
