import { setDelivery, unsafeFindCaseByMessage } from '../../../cases/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { FailedRecipient, Mail } from '../mime/mail.ts'
import { closeOutgoing, outgoingByHeaderId } from '../queries/outbox.ts'
import { type Placement, place } from './place.ts'

const OUR_ID = /\bc[1-9]\d{0,14}\.[0-9a-z]{1,20}\.[0-9a-z]{1,26}@[\w.-]{1,253}/gi

/** Every id that may name the mail of ours which came back. */
const suspects = (mail: Mail): string[] => [
  ...(mail.report?.originalIds ?? []),
  ...mail.inReplyTo,
  ...mail.references,
  ...(`${mail.text}\n${mail.quoted}`.slice(0, 100_000).match(OUR_ID) ?? []),
]

const isDelay = ({ action }: FailedRecipient): boolean => action === 'delayed'
const isGood = ({ action }: FailedRecipient): boolean => ['delivered', 'relayed', 'expanded'].includes(action)

const wordsOf = (mail: Mail): string => {
  const lines = (mail.report?.failed ?? [])
    .filter((each) => !isGood(each))
    .map((each) => `${each.address}: ${each.words || each.status}`)
  return (lines.join('\n') || mail.subject || 'The mail came back.').slice(0, 1_000)
}

/**
 * A report about a mail of ours: shown on its case, and the message it speaks of is marked, which calls its
 * author and the case's owner.
 * @returns the reason why nothing was done, null when it was placed
 */
export const noteBounce = async (
  platform: Platform,
  placement: Omit<Placement, 'kind' | 'from' | 'thread'>,
): Promise<string | null> => {
  const { mail } = placement
  const failed = mail.report?.failed ?? []
  if (failed.length > 0 && failed.every(isGood)) return 'It only says that a mail of ours arrived.'
  const outgoing = await outgoingByHeaderId(platform.db, suspects(mail))
  const found = outgoing && (await unsafeFindCaseByMessage(platform.db, outgoing.messageId))
  if (!outgoing || !found) return 'It reports on a mail that we did not send.'
  const delayed = failed.length > 0 && failed.every((each) => isDelay(each) || isGood(each))
  const thread = { caseId: found.caseId, doubtfulCaseId: null }
  await place(platform, { ...placement, kind: 'bounce', from: null, thread }, async (tx) => {
    if (!delayed) await closeOutgoing(tx, outgoing.id, 'failed', wordsOf(mail))
    await setDelivery(tx, outgoing.messageId, delayed ? 'deferred' : 'bounced', wordsOf(mail))
  })
  return null
}
