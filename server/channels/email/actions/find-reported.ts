import { unsafeFindCaseByMessage } from '../../../cases/index.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Mail } from '../mime/mail.ts'
import { outgoingByHeaderId } from '../queries/outbox.ts'
import type { Thread } from '../rules/thread.ts'

const OUR_ID = /\bc[1-9]\d{0,14}\.[0-9a-z]{1,20}\.[0-9a-z]{1,26}@[\w.-]{1,253}/gi

/** Every id that may name the mail of ours which came back. */
const suspects = (mail: Mail): string[] => [
  ...(mail.report?.originalIds ?? []),
  ...mail.inReplyTo,
  ...mail.references,
  ...(`${mail.text}\n${mail.quoted}`.slice(0, 100_000).match(OUR_ID) ?? []),
]

/** A machine's report, which nobody wrote: the case of the mail it speaks of shows it. */
export interface Reported {
  readonly kind: 'bounce' | 'automatic'
  readonly thread: Thread
  readonly isOnlyDelay?: boolean
  /** What is written down in the same transaction. */
  readonly also?: (tx: Tx) => Promise<void>
}

/** The mail of ours that a report speaks of, and where the report belongs; null when it speaks of none. */
export const findReported = async ({ db }: Platform, mail: Mail) => {
  const outgoing = await outgoingByHeaderId(db, suspects(mail))
  const found = outgoing && (await unsafeFindCaseByMessage(db, outgoing.messageId))
  return outgoing && found ? { outgoing, thread: { caseId: found.caseId, doubt: null } } : null
}

/** Somebody told their provider that a mail of ours is unwanted. @returns in words why it is nothing to us */
export const readComplaint = async (platform: Platform, mail: Mail): Promise<Reported | string> => {
  const ours = await findReported(platform, mail)
  return ours ? { kind: 'automatic', thread: ours.thread } : 'It complains of a mail that we did not send.'
}
