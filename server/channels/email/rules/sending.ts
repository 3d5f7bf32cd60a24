import type { HandOverError } from '../../../platform/mail-transport/smtp.ts'

const MINUTE = 60_000
const PAUSES = [1, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE)
const PATIENCE = 5 * 24 * 60 * MINUTE

/** When a deferred mail is tried again; null when five days have passed and it has failed. */
export const nextTry = (attempts: number, createdAt: Date, now: Date): Date | null => {
  const pause = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? MINUTE
  const next = new Date(now.getTime() + pause)
  return next.getTime() - createdAt.getTime() > PATIENCE ? null : next
}

/**
 * What a failed attempt means. An answer of the server decides: 5xx is final, 4xx is for later. Without an
 * answer it is for later as long as no text left; after that nobody can know, and it is not sent again by itself.
 */
export const meaningOf = (
  error: Pick<HandOverError, 'smtpCode' | 'code'>,
  dataBegun: boolean,
): 'deferred' | 'failed' | 'uncertain' => {
  // A wrong password is the mailbox's trouble: the mail waits until an administrator has mended it.
  if (error.code === 'EAUTH') return 'deferred'
  if (error.smtpCode !== null && error.smtpCode >= 400) return error.smtpCode >= 500 ? 'failed' : 'deferred'
  return dataBegun ? 'uncertain' : 'deferred'
}

/** The words on the message for each end of an attempt. */
export const wordsFor = {
  deferred: (reply: string) =>
    `Not delivered yet; we keep trying for five days. The mail server said: ${reply}`,
  failed: (reply: string) => `Not delivered. The mail server said: ${reply}`,
  tooLong: (reply: string) => `Not delivered after five days of trying. The mail server last said: ${reply}`,
  uncertain: () =>
    'The connection broke while the mail was handed over, so it may or may not have arrived. It is not sent again by itself.',
  noServer: () =>
    'Not sent: no mailbox of this team can send. An administrator can add one in Settings, Mailboxes.',
}
