import { unsafeFindCaseByMessage } from '../../../cases/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Mail } from '../mime/mail.ts'
import { outgoingByHeaderId } from '../queries/outbox.ts'
import type { Placement } from './place.ts'

const OUR_ID = /\bc[1-9]\d{0,14}\.[0-9a-z]{1,20}\.[0-9a-z]{1,26}@[\w.-]{1,253}/gi

/** Every id that may name the mail of ours which came back. */
const suspects = (mail: Mail): string[] => [
  ...(mail.report?.originalIds ?? []),
  ...mail.inReplyTo,
  ...mail.references,
  ...(`${mail.text}\n${mail.quoted}`.slice(0, 100_000).match(OUR_ID) ?? []),
]

/** A machine's report, of which nobody is the writer and whose case the mail it speaks of tells. */
export type Reporting = Omit<Placement, 'kind' | 'from' | 'thread'>

/** The mail of ours that a report speaks of, and where the report belongs; null when it speaks of none. */
export const findReported = async ({ db }: Platform, mail: Mail) => {
  const outgoing = await outgoingByHeaderId(db, suspects(mail))
  const found = outgoing && (await unsafeFindCaseByMessage(db, outgoing.messageId))
  return outgoing && found ? { outgoing, thread: { caseId: found.caseId, doubt: null } } : null
}
