import type { RecipientEnd } from './recipients.ts'

const MINUTE = 60_000

const PAUSES = [1, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE)

/** How long a mail that waits for an earlier one of its case rests before it looks again. */
export const IN_LINE_MS = MINUTE
const PATIENCE = 5 * 24 * 60 * MINUTE

const pauseAfter = (attempts: number): number =>
  PAUSES[Math.min(Math.max(attempts, 1), PAUSES.length) - 1] ?? MINUTE

/**
 * When a deferred mail is tried again, for the last time when five days are over; null when they are and it has failed.
 * @param isHeld whether it is the mailbox that cannot send: then a mail waits as long as it takes to mend it
 */
export const nextTry = (attempts: number, createdAt: Date, now: Date, isHeld = false): Date | null => {
  const next = now.getTime() + pauseAfter(attempts)
  if (isHeld) return new Date(next)
  const last = createdAt.getTime() + PATIENCE
  return now.getTime() < last ? new Date(Math.min(next, last)) : null
}

/** Those who were put off and whose five days are over have failed. */
export const giveUp = (ends: readonly RecipientEnd[]): RecipientEnd[] =>
  ends.map((end) =>
    end.state === 'deferred' ? { ...end, state: 'failed', reply: wordsFor.tooLong(end.reply ?? '') } : end,
  )

/** The desk's own words, where no mail server said any. */
export const wordsFor = {
  tooLong: (reply: string) => `Five days of trying are over. It last said: ${reply}`,
  uncertain: () =>
    'The connection broke while the mail was handed over, so it may or may not have arrived. It is not sent again by itself.',
  noServer: () => 'No mailbox of this team can send. An administrator can add one in Settings, Mailboxes.',
}

export interface MailboxTrouble {
  /** What went wrong, and in `words` with what the server said. */
  readonly why: string
  readonly words: string
  /** No mail can leave until somebody mends it: mail waits as long as that takes, and fails for nothing. */
  readonly isHeld: boolean
}

/** The same, as administrators read it: what happened, what to do, and where. */
export interface ExplainedTrouble extends MailboxTrouble {
  readonly forAdmins: string
}

/** How an attempt ended. */
export interface End {
  readonly ends: readonly RecipientEnd[]
  readonly reply: string
  /** What is wrong with the mailbox itself; undefined when nobody knows, as it was not asked. */
  readonly trouble?: ExplainedTrouble | null
}
