import { type DeliveryReason, isHardReason } from '../../../cases/contract.ts'
import { setDelivery, unsafeFindCaseByMessage } from '../../../cases/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { FailedRecipient, Mail } from '../mime/mail.ts'
import { closeOutgoing, outgoingByHeaderId } from '../queries/outbox.ts'
import { bounceReason } from '../rules/bounce-reason.ts'
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

/** Of several recipients the one counts whom nobody can reach any more. */
const reasonOf = ({ report }: Mail): DeliveryReason => {
  const judged = (report?.failed ?? [])
    .filter((each) => !isGood(each))
    .map((each) => bounceReason(each, report?.said ?? ''))
  const reasons = judged.map(({ reason, isHard }) =>
    isHard || !isHardReason(reason) ? reason : 'out-of-reach',
  )
  return reasons.find(isHardReason) ?? reasons[0] ?? 'unknown'
}

type Report = Omit<Placement, 'kind' | 'from' | 'thread'>

const findOurs = async ({ db }: Platform, mail: Mail) => {
  const outgoing = await outgoingByHeaderId(db, suspects(mail))
  const found = outgoing && (await unsafeFindCaseByMessage(db, outgoing.messageId))
  return outgoing && found ? { outgoing, thread: { caseId: found.caseId, doubtfulCaseId: null } } : null
}

/**
 * A report about a mail of ours that did not arrive: shown on its case, and the message it speaks of is marked
 * with the reason, which calls its author and the case's owner.
 * @returns the reason why nothing was done, null when it was placed
 */
export const noteBounce = async (platform: Platform, placement: Report): Promise<string | null> => {
  const { mail } = placement
  const failed = mail.report?.failed ?? []
  if (failed.length > 0 && failed.every(isGood)) return 'It only says that a mail of ours arrived.'
  const ours = await findOurs(platform, mail)
  if (!ours) return 'It reports on a mail that we did not send.'
  const { outgoing, thread } = ours
  const delayed = failed.length > 0 && failed.every((each) => isDelay(each) || isGood(each))
  await place(platform, { ...placement, kind: 'bounce', from: null, thread }, async (tx) => {
    const [words, reason] = [wordsOf(mail), reasonOf(mail)]
    if (!delayed) await closeOutgoing(tx, outgoing.id, 'failed', words)
    await setDelivery(
      tx,
      outgoing.messageId,
      delayed ? 'deferred' : 'bounced',
      words,
      delayed ? null : reason,
    )
  })
  return null
}

/**
 * Somebody told their provider that a mail of ours is unwanted: shown on its case, where nobody is answered.
 * @returns the reason why nothing was done, null when it was placed
 */
export const noteComplaint = async (platform: Platform, placement: Report): Promise<string | null> => {
  const ours = await findOurs(platform, placement.mail)
  if (!ours) return 'It complains of a mail that we did not send.'
  await place(platform, { ...placement, kind: 'automatic', from: null, thread: ours.thread })
  return null
}
